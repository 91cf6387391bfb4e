import { describe, expect, test } from 'vitest';
import { id } from '../../../../tests/fixtures/records.ts';
import { at, aBook, auditor, owner, small, verifier, withAction } from './aBook.fixture.ts';
import { keyOf } from './CouncilBook.ts';

const on = '2026-03-03';
const answer = (question: string, value: unknown) => ({ question, value });

describe('an act in the book', () => {
	test('has the effect it has on a tablet, and is kept with all it wrote', () => {
		const { book, audit } = aBook();
		book.act(audit.record, auditor, at(on, 10), 'answer.set', answer('CJ2.1', 'no'), small);
		const now = book.audit(audit.record.id);
		expect(now).toMatchObject({ ver: 2, head: { state: 'begun' } });
		expect(now.fields.get('answer/CJ2.1')).toMatchObject({ value: 'no', ver: 2, by: auditor.id, client: null });
		expect(book.acts).toHaveLength(1);
		expect(book.acts[0]).toMatchObject({
			at: at(on, 10),
			person: auditor.id,
			change: { name: 'answer.set', record: audit.record, args: { question: 'CJ2.1', value: 'no' }, base: 0 },
			values: [{ record: audit.record, key: 'answer/CJ2.1', value: 'no', ver: 2 }]
		});
	});

	test.each([
		['answer.set', { question: 'CJ2.1', value: 'yes' }, { question: 'CJ2.1', value: 'no' }],
		['note.set', { question: 'CJ2.1', text: 'One visit.' }, { question: 'CJ2.1', text: 'Two visits.' }],
		[
			'grade.set',
			{ section: 'CJ2', grade: 'good', reason: '' },
			{ section: 'CJ2', grade: 'inadequate', reason: 'Late' }
		]
	])('%s again is by someone who looked at what stood there, and no conflict', (name, first, then) => {
		const { book, audit } = aBook();
		book.act(audit.record, auditor, at(on, 10), name, first, small);
		book.act(audit.record, auditor, at(on, 11), name, then, small);
		expect(book.acts.map(({ change }) => change.base)).toEqual([0, 2]);
		expect([...book.audit(audit.record.id).fields.values()].flatMap(({ other }) => other ?? [])).toEqual([]);
	});

	test('that equals what stood there writes nothing, and stands in the book all the same', () => {
		const { book, audit } = aBook();
		for (const hour of [10, 11])
			book.act(audit.record, auditor, at(on, hour), 'answer.set', answer('CJ2.1', 'yes'), small);
		expect(book.audit(audit.record.id).ver).toBe(2);
		expect(book.acts.map(({ values }) => values.length)).toEqual([1, 0]);
	});

	test('that clears an answer keeps null as its value', () => {
		const { book, audit } = aBook();
		book.act(audit.record, auditor, at(on, 10), 'answer.set', answer('CJ2.1', 'yes'), small);
		book.act(audit.record, auditor, at(on, 11), 'answer.clear', { question: 'CJ2.1' }, small);
		expect(book.acts[1]?.values).toEqual([{ record: audit.record, key: 'answer/CJ2.1', value: null, ver: 3 }]);
	});

	test('may bring an action into being, with its first fields in the book', () => {
		const world = aBook();
		const action = withAction(world);
		expect(world.book.action(action).head).toMatchObject({ state: 'issued', owner: owner.id, raisedBy: auditor.id });
		const born = world.book.acts[0]?.values.filter(({ record }) => record.kind === 'action') ?? [];
		expect(born.map(({ key }) => key).sort()).toEqual([...world.book.action(action).fields.keys()].sort());
		expect(born.every(({ ver }) => ver === 1)).toBe(true);
	});

	test('on an action follows its states', () => {
		const world = aBook();
		const record = { kind: 'action', id: withAction(world) } as const;
		const act = (by: typeof owner, hour: number, name: string, args: object) =>
			world.book.act(record, by, at(on, hour), name, args, null).head;
		expect(act(owner, 9, 'action.accept', {})).toMatchObject({ state: 'accepted' });
		expect(act(owner, 10, 'action.progress', { note: 'Two of three dates are set.' })).toMatchObject({
			state: 'in-progress'
		});
		expect(act(owner, 11, 'action.complete', { note: 'All set', evidence: [] })).toMatchObject({ state: 'done' });
		const verdict = { verdict: 'verified', note: 'Seen', difference: 'It starts in time.' };
		expect(act(verifier, 12, 'action.verify', verdict)).toMatchObject({ state: 'verified' });
		expect(world.book.updatedAt(record)).toBe(at(on, 12));
	});
});

describe('the book refuses', () => {
	test('an act on what is not in it', () => {
		const { book } = aBook();
		const act = () =>
			book.act({ kind: 'audit', id: id(77) }, auditor, at(on, 9), 'answer.set', answer('CJ2.1', 'yes'), small);
		expect(act).toThrow(`no audit:${id(77)} in the book`);
	});

	test.each([
		['an answer of another kind', 'answer.set', answer('CJ2.1', 'outstanding')],
		['a question the template does not have', 'answer.set', answer('CJ9.9', 'yes')],
		['an act that no audit knows', 'action.accept', {}],
		['an act without what it needs', 'grade.set', { section: 'CJ2' }]
	])('%s', (_, name, args) => {
		const { book, audit } = aBook();
		expect(() => book.act(audit.record, auditor, at(on, 9), name, args, small)).toThrow(/is refused/);
		expect(book.acts).toEqual([]);
		expect(book.audit(audit.record.id)).toEqual(audit);
	});

	test('an answer after the audit was submitted', () => {
		const { book, audit } = aBook();
		book.act(audit.record, auditor, at(on, 9), 'answer.set', answer('CJ2.1', 'yes'), small);
		book.act(audit.record, auditor, at(on, 10), 'audit.submit', { why: 'The file is closed.' }, small);
		expect(() => book.act(audit.record, auditor, at(on, 11), 'answer.set', answer('CJ2.1', 'no'), small)).toThrow(
			'RECORD_LOCKED'
		);
	});

	test('verifying what is not done', () => {
		const world = aBook();
		const record = { kind: 'action', id: withAction(world) } as const;
		const verify = () =>
			world.book.act(record, verifier, at(on, 9), 'action.verify', { verdict: 'returned', note: 'Not yet' }, null);
		expect(verify).toThrow('RECORD_LOCKED');
	});

	test('to tell of an audit or action that it does not hold', () => {
		const { book } = aBook();
		expect(() => book.audit(id(77))).toThrow();
		expect(() => book.action(id(77))).toThrow();
	});
});

test('a record was made when it began and changed when it was last acted on', () => {
	const { book, audit } = aBook({ on: '2026-03-02' });
	expect([book.createdAt(audit.record), book.updatedAt(audit.record)]).toEqual([
		at('2026-03-02', 9),
		at('2026-03-02', 9)
	]);
	book.act(audit.record, auditor, at(on, 10), 'answer.set', answer('CJ2.1', 'yes'), small);
	expect([book.createdAt(audit.record), book.updatedAt(audit.record)]).toEqual([at('2026-03-02', 9), at(on, 10)]);
});

test('the same seed gives the same ids to the same acts', () => {
	const ids = (seed: string) => {
		const { book, audit } = aBook({ seed });
		for (const value of ['yes', 'no'])
			book.act(audit.record, auditor, at(on, 10), 'answer.set', answer('CJ2.1', value), small);
		return book.acts.map(({ change }) => change.id);
	};
	expect(ids('one')).toEqual(ids('one'));
	expect(ids('one')).not.toEqual(ids('two'));
	expect(new Set(ids('one')).size).toBe(2);
});

test('a record’s key is its kind and id', () => {
	expect(keyOf({ kind: 'audit', id: 'a' })).toBe('audit:a');
});
