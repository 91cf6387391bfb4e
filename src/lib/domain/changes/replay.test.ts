import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aSmallTemplate, anAction, anAudit, anAuditor, author, id } from '../../../../tests/fixtures/records.ts';
import { applyChange } from './applyChange.ts';
import type { Change } from './Change.ts';
import { fieldEntries, fieldsFrom, fieldsUnder, valueAt } from './records.ts';
import type { RecordState } from './RecordState.ts';
import { replay } from './replay.ts';

const template = aSmallTemplate();
const dana = anAuditor({ id: id(10) });
const ben = anAuditor({ id: id(12) });
const tablet = { person: dana, clientId: 'dana’s tablet' };

const question = fc.constantFrom('CJ2.1', 'CJ2.1~2');
const act: fc.Arbitrary<[string, object]> = fc.oneof(
	fc.tuple(fc.constant('answer.set'), fc.record({ question, value: fc.constantFrom('yes', 'partly', 'no', 'na') })),
	fc.tuple(fc.constant('answer.clear'), fc.record({ question })),
	fc.tuple(fc.constant('note.set'), fc.record({ question, text: fc.constantFrom('', 'One.', 'Two.') })),
	fc.tuple(
		fc.constant('grade.set'),
		fc.record({ section: fc.constantFrom('CJ2', 'overall'), grade: fc.constantFrom('good', 'inadequate', null) })
	),
	fc.tuple(
		fc.constant('alert.raise'),
		fc.record({ id: fc.constantFrom(id(5), id(6)), concern: fc.constant('Unsafe.') })
	),
	fc.tuple(
		fc.constant('alert.tell'),
		fc.record({ id: fc.constantFrom(id(5), id(6)), whom: fc.constant('TM'), how: fc.constant('phone') })
	),
	fc.tuple(fc.constant('audit.submit'), fc.record({ why: fc.constantFrom('', 'No file.') })),
	fc.tuple(fc.constant('audit.withdraw'), fc.record({ reason: fc.constant('Again.') }))
);

/** What waits on a tablet: numbered, in order, written against whatever stood there. */
const waiting: fc.Arbitrary<Change[]> = fc.array(fc.tuple(act, fc.nat(4)), { maxLength: 25 }).map((acts) =>
	acts.map(([[name, args], base], index) => ({
		n: index + 1,
		id: id(500 + index),
		at: '2026-03-12T15:00:00.000Z',
		name,
		record: { kind: 'audit', id: id(1) },
		args,
		base,
		h: ''
	}))
);

const seen = (record: RecordState) => ({ head: record.head, ver: record.ver, fields: fieldEntries(record.fields) });

describe('whatever waits on a tablet', () => {
	test('I7: replaying it again comes to the same, and leaves the base as it was', () => {
		fc.assert(
			fc.property(waiting, (changes) => {
				const base = anAudit();
				const before = structuredClone(base);
				expect(replay(base, changes, tablet, template)).toEqual(replay(base, changes, tablet, template));
				expect(base).toEqual(before);
			})
		);
	});

	test('replaying a part of it and then the rest is replaying it whole, wherever it is cut', () => {
		fc.assert(
			fc.property(waiting, fc.nat(25), (changes, cut) => {
				const whole = replay(anAudit(), changes, tablet, template);
				const first = replay(anAudit(), changes.slice(0, cut), tablet, template);
				const rest = replay(first.record, changes.slice(cut), tablet, template);
				expect(seen(rest.record)).toEqual(seen(whole.record));
				expect([...first.refused, ...rest.refused]).toEqual(whole.refused);
			})
		);
	});

	test('M2: it never conflicts with itself', () => {
		fc.assert(
			fc.property(waiting, (changes) => {
				const { record } = replay(anAudit(), changes, tablet, template);
				for (const [key, field] of record.fields) expect(field.other, key).toBeUndefined();
			})
		);
	});

	test('P3: versions rise with each write, and no field is ahead of its record', () => {
		fc.assert(
			fc.property(waiting, (changes) => {
				let record: RecordState = anAudit();
				for (const change of changes) {
					const next: RecordState = replay(record, [change], tablet, template).record;
					expect([record.ver, record.ver + 1]).toContain(next.ver);
					for (const field of next.fields.values()) expect(field.ver).toBeLessThanOrEqual(next.ver);
					record = next;
				}
			})
		);
	});

	test('each change is either taken or named as refused, once', () => {
		fc.assert(
			fc.property(waiting, (changes) => {
				const { refused } = replay(anAudit(), changes, tablet, template);
				expect(new Set(refused).size).toBe(refused.length);
				for (const one of refused) expect(changes.map((change) => change.id)).toContain(one);
			})
		);
	});

	test('P6: sent twice, the second of each equal write writes nothing', () => {
		fc.assert(
			fc.property(act, ([name, args]) => {
				const context = { author: author(dana), changeId: id(900), template };
				const once = applyChange(anAudit(), { name, args }, context);
				if (!once.ok || name.startsWith('audit.')) return;
				const twice = applyChange(once.record, { name, args }, context);
				expect(twice).toMatchObject({ ok: true, outcome: 'applied', written: [] });
				expect(twice.ok && seen(twice.record)).toEqual(seen(once.record));
			})
		);
	});

	test('P6: open alerts are counted once each, however often they are raised', () => {
		fc.assert(
			fc.property(waiting, (changes) => {
				const { record } = replay(anAudit(), changes, tablet, template);
				const raised = fieldsUnder(record.fields, 'alert/').filter(([key]) => !key.includes('/'));
				expect(record.head).toMatchObject({ openAlerts: raised.length });
			})
		);
	});

	test('M5: an audit stands submitted exactly when its submission is not taken back', () => {
		fc.assert(
			fc.property(waiting, (changes) => {
				const { record } = replay(anAudit(), changes, tablet, template);
				const submission = valueAt(record.fields, 'submission');
				const stands = submission !== null && !Object.hasOwn(submission as object, 'withdrawn');
				expect((record.head as { state: string }).state === 'submitted').toBe(stands);
			})
		);
	});
});

describe('two tablets', () => {
	test('M1, M2: whichever is first, no text that anybody wrote unseen is lost', () => {
		const note = fc.constantFrom('One.', 'Two.', 'Three.');
		fc.assert(
			fc.property(note, note, (hers, his) => {
				const write = (record: RecordState, by: typeof dana, text: string) => {
					const change = { name: 'note.set', args: { question: 'CJ2.1', text }, base: 0 };
					const outcome = applyChange(record, change, { author: author(by), changeId: id(1), template });
					if (!outcome.ok) throw new Error(outcome.code);
					return outcome.record;
				};
				const kept = (record: RecordState) => {
					const field = record.fields.get('note/CJ2.1');
					return new Set([field?.value, ...(field?.other ?? []).map((one) => one.value)]);
				};
				const one = kept(write(write(anAudit(), dana, hers), ben, his));
				expect(one).toEqual(kept(write(write(anAudit(), ben, his), dana, hers)));
				expect(one).toEqual(new Set([hers, his]));
			})
		);
	});

	test('what waits shows over what the server told meanwhile, and its base is the server’s to judge', () => {
		const told = anAudit({}, { 'note/CJ2.1': { ver: 9, value: 'His.', by: ben.id, at: '2026-03-12T15:00:00.000Z' } });
		const change: Change = {
			n: 1,
			id: id(500),
			at: '2026-03-12T15:00:00.000Z',
			name: 'note.set',
			record: told.record,
			args: { question: 'CJ2.1', text: 'Hers.' },
			base: 4,
			h: ''
		};
		const field = replay(told, [change], tablet, template).record.fields.get('note/CJ2.1');
		expect(field).toMatchObject({ value: 'Hers.', ver: 10, other: [{ value: 'His.', ver: 9 }] });
	});
});

test('without the template, what needs it is named as refused and what does not is shown', () => {
	const change = (n: number, name: string, args: object): Change => ({
		n,
		id: id(500 + n),
		at: '2026-03-12T15:00:00.000Z',
		name,
		record: { kind: 'audit', id: id(1) },
		args,
		h: ''
	});
	const changes = [
		change(1, 'answer.set', { question: 'CJ2.1', value: 'yes' }),
		change(2, 'alert.raise', { id: id(5), concern: 'Unsafe tonight.' })
	];
	const { record, refused } = replay(anAudit(), changes, tablet, null);
	expect(refused).toEqual([id(501)]);
	expect(record.fields.has(`alert/${id(5)}`)).toBe(true);
});

test('fields go over the wire and come back as they were', () => {
	const { fields } = anAction();
	expect(fieldsFrom(JSON.parse(JSON.stringify(fieldEntries(fields))) as [])).toEqual(fields);
	expect(valueAt(fields, 'state')).toBe('issued');
	expect(valueAt(fields, 'nowhere')).toBeNull();
	expect(fieldsUnder(fields, 'due')).toMatchObject([['On', { value: '2026-03-19' }]]);
});
