import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { helloAnswer, helloRequest } from './hello.ts';
import { pullAnswer, pullRequest } from './pull.ts';
import { parkedCodes, pushAnswer, pushRefusal, pushRequest } from './push.ts';

const uuid = '00000000-0000-4000-8000-000000000001';
const at = '2026-03-12T14:02:00.000Z';
const record = { kind: 'audit', id: uuid };

const change = { n: 1, id: uuid, at, name: 'answer.set', record, args: { question: 'CJ2.1', value: 'yes' }, h: 'abc' };

const hello = {
	proto: [1],
	build: '1.0.0',
	storeSchema: 1,
	deviceId: uuid,
	clientId: uuid,
	epoch: null,
	lastN: 0,
	outboxCount: 0,
	oldestUnsentAt: null,
	keptCount: 0,
	persisted: true,
	quota: { used: 1, max: 2 },
	clock: at,
	templates: { 'cj-cp': 1 }
};
const greeted = {
	proto: 1,
	serverTime: at,
	epoch: 'e1',
	user: { id: uuid, status: 'active', permVer: 1 },
	lastN: 0,
	durableN: 0,
	minBuild: '1.0.0',
	maxBatchBytes: 262_144,
	maxChanges: 500,
	lease: { offlineUntil: at },
	recoveryKey: { kid: 'k1', jwk: { kty: 'OKP' } },
	directives: [{ kind: 'rescueThenWipe' }]
};
const push = { proto: 1, epoch: 'e1', clientId: uuid, deviceId: uuid, build: '1.0.0', changes: [change] };
const pushed = {
	epoch: 'e1',
	lastN: 3,
	durableN: 1,
	results: [
		{ n: 1, st: 'applied', ver: 2 },
		{ n: 2, st: 'conflict', ver: 3, other: { value: 'yes', by: uuid, at, ver: 1 } },
		{ n: 3, st: 'dup', was: 'parked', code: 'RECORD_LOCKED' }
	],
	directives: []
};
const pull = { proto: 1, epoch: 'e1', clientId: uuid, have: { [`audit:${uuid}`]: 3 }, seq: 4, limitBytes: 1024 };
const field = { key: 'answer/CJ2.1', ver: 2, value: 'yes', by: uuid, at };
const pulled = {
	epoch: 'e1',
	reset: false,
	seq: 4,
	serverTime: at,
	permVer: 1,
	durableN: 1,
	lease: { offlineUntil: at },
	put: [{ record, full: true, from: 0, ver: 2, head: { state: 'begun' }, fields: [field], digest: 'd' }],
	gone: [{ record, why: 'revoked' }],
	more: false,
	directives: []
};

const messages: readonly [string, z.ZodType, Readonly<Record<string, unknown>>][] = [
	['hello', helloRequest, hello],
	['the answer to hello', helloAnswer, greeted],
	['push', pushRequest, push],
	['the answer to push', pushAnswer, pushed],
	['pull', pullRequest, pull],
	['the answer to pull', pullAnswer, pulled]
];

describe.each(messages)('%s', (_, shape, message) => {
	test('is read as it was written', () => {
		expect(shape.parse(message)).toEqual(message);
	});

	test('P1: none of its members may be missing', () => {
		for (const member of Object.keys(message)) {
			const { [member]: _gone, ...rest } = message;
			expect(shape.safeParse(rest).success, `without ${member}`).toBe(false);
		}
	});

	test('P1: none of its members may be of another type', () => {
		for (const member of Object.keys(message)) {
			expect(shape.safeParse({ ...message, [member]: Symbol('wrong') }).success, member).toBe(false);
		}
	});

	test('I11: a member that this build does not know is let through and kept', () => {
		expect(shape.parse({ ...message, later: { deep: [1] } })).toEqual({ ...message, later: { deep: [1] } });
	});
});

describe('a change in a push', () => {
	const isTaken = (more: object) => pushRequest.safeParse({ ...push, changes: [{ ...change, ...more }] }).success;

	test.each([
		['the first', { n: 1 }],
		['looking at nothing', { base: 0 }],
		['of a template', { tpl: { id: 'cj-cp', ver: 1 } }],
		['whose hash is nonsense: it is parked, not refused', { h: '' }],
		['of a name nobody knows: it is parked, not refused', { name: 'answer.shred' }],
		['of a kind nobody knows: it is parked, not refused', { record: { kind: 'poem', id: 'x' } }],
		['with arguments of any kind: they are parked, not refused', { args: 7 }],
		['with members of a later build', { later: true }]
	])('W1: is in order %s', (_, more) => {
		expect(isTaken(more)).toBe(true);
	});

	test.each([
		['numbered nought', { n: 0 }],
		['numbered below nought', { n: -1 }],
		['numbered by halves', { n: 1.5 }],
		['numbered beyond what counts exactly', { n: 2 ** 53 }],
		['numbered in words', { n: '1' }],
		['with a base below nought', { base: -1 }],
		['without a hash', { h: undefined }],
		['on no record', { record: null }],
		['on a record without an id', { record: { kind: 'audit' } }],
		['of a template without a version', { tpl: { id: 'cj-cp' } }]
	])('P1: is refused with the whole push when %s', (_, more) => {
		expect(isTaken(more)).toBe(false);
	});

	test('P1: what it carries unknown is kept, for its hash is over that too', () => {
		const parsed = pushRequest.parse({ ...push, changes: [{ ...change, later: 1, record: { ...record, x: 2 } }] });
		expect(parsed.changes[0]).toEqual({ ...change, later: 1, record: { ...record, x: 2 } });
	});

	test('P1: a push of none is in order', () => {
		expect(pushRequest.safeParse({ ...push, changes: [] }).success).toBe(true);
	});
});

describe('an answer to a push', () => {
	const isResult = (result: object) => pushAnswer.safeParse({ ...pushed, results: [result] }).success;

	test.each(parkedCodes)('W1: may say that a change was parked: %s', (code) => {
		expect(isResult({ n: 1, st: 'parked', code })).toBe(true);
	});

	test('W1: says nothing else of a change than applied, conflict, parked or dup', () => {
		expect(isResult({ n: 1, st: 'refused' })).toBe(false);
		expect(isResult({ n: 1, st: 'parked', code: 'BORED' })).toBe(false);
		expect(isResult({ n: 1, st: 'dup', was: 'dup' })).toBe(false);
	});

	test.each([
		['EPOCH', { code: 'EPOCH', epoch: 'e2' }],
		['GAP', { code: 'GAP', need: 4, lastN: 3, results: [{ n: 3, st: 'applied', ver: 2 }] }],
		['FORK', { code: 'FORK', n: 3, lastN: 3 }]
	])('P2: %s tells what came before it', (_, refusal) => {
		expect(pushRefusal.parse(refusal)).toEqual(refusal);
	});

	test('P2: there is no refusal of another code', () => {
		expect(pushRefusal.safeParse({ code: 'TIRED' }).success).toBe(false);
	});
});

describe('a pull', () => {
	test('asks for a byte at least, and may have nothing yet', () => {
		expect(pullRequest.safeParse({ ...pull, limitBytes: 0 }).success).toBe(false);
		expect(pullRequest.safeParse({ ...pull, have: {}, epoch: null }).success).toBe(true);
		expect(pullRequest.safeParse({ ...pull, have: { 'audit:1': '3' } }).success).toBe(false);
	});

	test('P6: a field in conflict carries the other values', () => {
		const other = [{ value: 'no', by: uuid, at, ver: 1 }];
		const inConflict = { ...field, deviceAt: at, conflict: true, other };
		const put = [{ ...pulled.put[0], fields: [inConflict] }];
		expect(pullAnswer.parse({ ...pulled, put }).put[0]?.fields).toEqual([inConflict]);
		const broken = [{ ...pulled.put[0], fields: [{ ...field, other: [{ value: 'no' }] }] }];
		expect(pullAnswer.safeParse({ ...pulled, put: broken }).success).toBe(false);
	});

	test.each(['revoked', 'closed', 'deleted', 'retention'])('W4: a record is gone because it was %s', (why) => {
		expect(pullAnswer.safeParse({ ...pulled, gone: [{ record, why }] }).success).toBe(true);
	});

	test('W4: and for no other reason', () => {
		expect(pullAnswer.safeParse({ ...pulled, gone: [{ record, why: 'bored' }] }).success).toBe(false);
	});
});

describe('a first hello', () => {
	test('P5: knows no epoch and has nothing unsent', () => {
		expect(helloRequest.safeParse({ ...hello, epoch: null, oldestUnsentAt: null }).success).toBe(true);
	});

	test.each([
		['a client that is no UUID', { clientId: 'tablet-7' }],
		['fewer than none unsent', { outboxCount: -1 }],
		['a moment that is none', { oldestUnsentAt: 'yesterday' }],
		['a build longer than any name of one', { build: 'x'.repeat(101) }],
		['templates by half versions', { templates: { cj: 1.5 } }]
	])('is refused with %s', (_, more) => {
		expect(helloRequest.safeParse({ ...hello, ...more }).success).toBe(false);
	});
});
