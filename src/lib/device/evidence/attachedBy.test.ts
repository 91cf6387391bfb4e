import { expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/Change.ts';
import { attachedBy, stillAttached } from './attachedBy.ts';

const change = (name: string, args: unknown) => ({ name, args }) as Change;
const file = (id: string) => ({ id, sha256: 'a'.repeat(64), name: `${id}.jpg` });

test('a question’s file and a finished action’s files are found, and nothing else is taken for one', () => {
	expect(attachedBy(change('evidence.attach', { ...file('a'), question: 'CJ2.1' }))).toMatchObject([file('a')]);
	expect(attachedBy(change('action.complete', { note: '', evidence: [file('b'), { id: 'c' }, null] }))).toEqual([
		file('b')
	]);
	for (const args of [null, {}, { evidence: 'no list' }])
		expect(attachedBy(change('action.complete', args))).toEqual([]);
	expect(attachedBy(change('answer.set', file('a')))).toEqual([]);
});

test('what was taken off again is not attached any more', () => {
	const changes = [
		change('evidence.attach', file('a')),
		change('evidence.attach', file('b')),
		change('evidence.detach', { id: 'a' }),
		change('evidence.detach', null)
	];
	expect(stillAttached(changes)).toEqual([file('b')]);
});
