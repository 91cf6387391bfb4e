import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { changeArguments, changeEnvelope } from '#lib/domain/changes/Change.ts';
import { canonicalJson } from './canonical.ts';
import { helloAnswer, helloRequest } from './hello.ts';
import { pullAnswer, pullRequest } from './pull.ts';
import { parkedCodes, pushAnswer, pushRefusal, pushRequest } from './push.ts';
import { shareAnswer, shareRequest } from './share.ts';
import { rescueAnswer, rescueRequest } from './rescue.ts';
import { clientHeader, limits, protocolVersion } from './version.ts';

/**
 * The shape of every message as builds already in use know it. Other programs test against these, and a tablet
 * that was offline for months still sends the old ones (W8, I11).
 */
const committed: Readonly<Record<string, string>> = {
	'hello request': 'b80db5467ed8faaa',
	'hello answer': 'b453bede946ac76e',
	'push request': 'c990e7a585258f17',
	'push answer': 'e7f01633b9a6697e',
	'push refusal': '32d210c2acc6763f',
	'pull request': '1acb13b983df45a3',
	'pull answer': '3ce33cacf2e73c65',
	'share request': 'a87ce2324ca952f2',
	'share answer': '60f1d5b2cb8b887a',
	'rescue request': 'dba7d20014dbddbc',
	'rescue answer': 'b4fbfab597223a02',
	change: '5811126776e631c1',
	'audit: answer.set': '67f481355a437ab3',
	'audit: answer.clear': 'e155e60f98b5fb72',
	'audit: note.set': 'e39a93b91e08e30d',
	'audit: grade.set': '9fcb618e2c3c9536',
	'audit: feedback.add': '3c281169c66ac7f5',
	'audit: feedback.attempt': '406c91f38c22c7c1',
	'audit: reply.ask': '93ab7499dc3c616f',
	'audit: evidence.attach': '41aeed03e7dced81',
	'audit: evidence.detach': '74e15f07a71df016',
	'audit: alert.raise': '25ad61d26965d43e',
	'audit: alert.tell': '3091fb7e039d18d0',
	'audit: alert.acknowledge': '74e15f07a71df016',
	'audit: alert.check': '23f1783110c060ac',
	'audit: alert.read': '74e15f07a71df016',
	'audit: alert.record': '4327f7fc5930e4f7',
	'audit: alert.close': '4bae39d4cc3e74be',
	'audit: action.raise': 'a4e847b7aea11590',
	'audit: action.rely': 'e92b52878a3af338',
	'audit: audit.submit': 'b7938f7c3b8e462f',
	'audit: audit.withdraw': 'fe521604fbffa278',
	'audit: conflict.resolve': 'e4d76971b09a7861',
	'action: action.accept': '93ab7499dc3c616f',
	'action: action.progress': 'ca6d9e1ac29bd89d',
	'action: action.complete': '67131854adb12d47',
	'action: action.verify': '6fecd5ef9a2633d2',
	'action: action.extend': 'fd0a139de2e5b04f',
	'action: action.notNeeded': 'fe521604fbffa278',
	'action: action.transfer': 'd8ff54853d51bda2',
	'action: action.impact': 'd53a446b046f8d05',
	'action: conflict.resolve': 'e4d76971b09a7861',
	'moderation: moderation.grade': '7efa2923f308406b',
	'moderation: moderation.decide': '497164fba57f3e0d',
	'moderation: conflict.resolve': 'e4d76971b09a7861'
};

const messages: Readonly<Record<string, z.ZodType>> = {
	'hello request': helloRequest,
	'hello answer': helloAnswer,
	'push request': pushRequest,
	'push answer': pushAnswer,
	'push refusal': pushRefusal,
	'pull request': pullRequest,
	'pull answer': pullAnswer,
	'share request': shareRequest,
	'share answer': shareAnswer,
	'rescue request': rescueRequest,
	'rescue answer': rescueAnswer,
	change: changeEnvelope,
	...Object.fromEntries(
		Object.entries(changeArguments).flatMap(([kind, acts]) =>
			Object.entries(acts).map(([name, shape]): [string, z.ZodType] => [`${kind}: ${name}`, shape])
		)
	)
};

function shapeOf(message: z.ZodType): string {
	const schema = z.toJSONSchema(message, { io: 'input' });
	return createHash('sha256').update(canonicalJson(schema)).digest('hex').slice(0, 16);
}

const whatToDo = (
	name: string
) => `The shape of “${name}” on the wire is not the one committed for protocol ${protocolVersion}.
Builds already on tablets send and read the committed one, for 12 months (SPEC.md W8).
 · A member more, that old builds may leave out and do not read: commit the new hash here; that is all.
 · A member less, another type, another meaning, a rule that refuses what was taken: raise protocolVersion, keep
   reading the version before, say so in SPEC.md and in a decision record, and commit the new hash here.
 · Only zod was updated and writes the same shape otherwise: compare z.toJSONSchema of both, then commit the hash.`;

test('protocol 1 is what the committed shapes are of', () => {
	expect(protocolVersion, 'a new version has new shapes: commit them all below').toBe(1);
});

test.each(Object.entries(messages))('the shape of %s is as builds already in use know it', (name, message) => {
	expect(shapeOf(message), whatToDo(name)).toBe(committed[name]);
});

test('no message that was ever sent has gone', () => {
	for (const name of Object.keys(committed)) expect(Object.keys(messages), whatToDo(name)).toContain(name);
});

test('N: every change that SPEC.md names can be sent, and none by another name', () => {
	expect(Object.keys(messages).filter((name) => name.includes(': '))).toEqual([
		...['answer.set', 'answer.clear', 'note.set', 'grade.set', 'feedback.add'].map((name) => `audit: ${name}`),
		...['feedback.attempt', 'reply.ask'].map((name) => `audit: ${name}`),
		...['evidence.attach', 'evidence.detach', 'alert.raise', 'alert.tell'].map((name) => `audit: ${name}`),
		...['acknowledge', 'check', 'read', 'record', 'close'].map((name) => `audit: alert.${name}`),
		...['action.raise', 'action.rely', 'audit.submit', 'audit.withdraw', 'conflict.resolve'].map(
			(name) => `audit: ${name}`
		),
		...['accept', 'progress', 'complete', 'verify', 'extend'].map((name) => `action: action.${name}`),
		...['notNeeded', 'transfer', 'impact'].map((name) => `action: action.${name}`),
		'action: conflict.resolve',
		...['moderation.grade', 'moderation.decide', 'conflict.resolve'].map((name) => `moderation: ${name}`)
	]);
});

describe('what programs rely on beside the shapes', () => {
	test('W1: the codes a change can be parked with', () => {
		expect([...parkedCodes].sort()).toEqual([
			'NO_PERMISSION',
			'RECORD_DELETED',
			'RECORD_LOCKED',
			'SCHEMA_INVALID',
			'SERVER_ERROR',
			'TEMPLATE_UNKNOWN',
			'TOO_LARGE',
			'USER_DEACTIVATED'
		]);
	});

	test('P1: a batch holds 256 KiB, and a change that is parked for its size still fits into one', () => {
		expect(limits).toMatchObject({ maxBatchBytes: 262_144, changeBytes: 65_536 });
		expect(limits.changeBytes).toBeLessThan(limits.maxBatchBytes);
	});

	test('W: the header that a form on another site cannot send', () => {
		expect(clientHeader.toLowerCase()).toBe('x-dipper-client');
	});
});
