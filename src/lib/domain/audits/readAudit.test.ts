import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyAnswers, recordAfter, type Done } from '../../../../tests/fixtures/answered.ts';
import { aSmallTemplate, anAudit, anAuditor, id } from '../../../../tests/fixtures/records.ts';
import { shippedTemplates } from '../../../templates/shippedTemplates.ts';
import { fieldEntries, fieldsFrom } from '../changes/records.ts';
import type { Field, Json } from '../changes/RecordState.ts';
import { pinnedVersions } from './pinnedVersions.ts';
import { gradeBy, isAnswered, readAudit } from './readAudit.ts';
import { suggestionFor } from './suggestion.ts';

const dana = anAuditor({ id: id(10) });
const template = aSmallTemplate();
const at = (minute: number) => `2026-03-12T14:${String(minute).padStart(2, '0')}:00.000Z`;
const field = (value: Json, minute = 0, more: Partial<Field> = {}): Field => ({
	ver: 2,
	value,
	by: dana.id,
	at: at(minute),
	...more
});
const read = (fields: Record<string, Field>) => readAudit(anAudit({}, fields), template);

describe('what was done is what is read', () => {
	test('each answer and note, under its own key, of every shipped template', () => {
		const anyShipped = fc
			.constantFrom(...shippedTemplates())
			.chain((one) => fc.tuple(fc.constant(one), anyAnswers(one)));
		fc.assert(
			fc.property(anyShipped, ([shipped, acts]) => {
				const audit = readAudit(recordAfter(acts, dana, shipped), shipped);
				for (const [name, args] of acts) {
					const { question, value, text } = args as { question: string; value: Json; text: string };
					if (name === 'note.set') expect(audit.notes.get(question)).toBe(text);
					else expect(audit.answers.get(question)?.value).toEqual(value);
				}
				expect(audit.answers.size + audit.notes.size).toBe(acts.length);
			}),
			{ numRuns: 30 }
		);
	});

	test('however the fields are ordered, and after they went over the wire', () => {
		fc.assert(
			fc.property(anyAnswers(template), (acts) => {
				const record = recordAfter(acts, dana, template);
				const sent = JSON.parse(JSON.stringify(fieldEntries(record.fields).reverse())) as [string, Field][];
				const again = readAudit({ ...record, fields: fieldsFrom(sent) }, template);
				const audit = readAudit(record, template);
				expect(new Map([...again.answers].sort())).toEqual(new Map([...audit.answers].sort()));
				expect(again.notes).toEqual(audit.notes);
			})
		);
	});

	test('an action, a word of feedback and a submission', () => {
		const action = { level: 'team', finding: 'f', what: 'w', difference: 'd', owner: id(20), dueOn: '2026-04-01' };
		const acts: Done[] = [
			['action.raise', { id: id(8), ...action, question: 'CJ2.1' }],
			['action.raise', { id: id(9), ...action }],
			['feedback.add', { id: id(6), from: 'child', text: 'They listened.', scale: 5 }],
			['feedback.add', { id: id(7), from: 'partner', text: 'Late minutes.' }],
			['grade.set', { section: 'overall', grade: 'good', reason: 'Short.' }],
			['audit.submit', { why: 'No reply.' }]
		];
		const audit = readAudit(recordAfter(acts, dana, template), template);
		expect(audit.actions).toMatchObject([
			{ id: id(8), ...action, question: 'CJ2.1' },
			{ id: id(9), ...action, question: null }
		]);
		expect(audit.feedback).toMatchObject([
			{ from: 'child', text: 'They listened.', scale: 5 },
			{ from: 'partner', text: 'Late minutes.', scale: null }
		]);
		expect(audit.submission).toMatchObject({ why: 'No reply.', grade: 'good', by: dana.id });
	});
});

test('an action that was there before answers a question until that is taken back', () => {
	const relies = (question: string, action: string, relied: boolean): Done => [
		'action.rely',
		{ question, action, relied }
	];
	const acts = [relies('CJ2.1', id(8), true), relies('CJ2.1', id(9), true), relies('CJ2.2', id(8), true)];
	const taken = [...acts, relies('CJ2.1', id(9), false), relies('CJ2.2', id(8), false)];
	const before = readAudit(recordAfter(acts, dana, template), template);
	const after = readAudit(recordAfter(taken, dana, template), template);
	expect(before.relied).toHaveLength(3);
	expect(after.relied).toEqual([{ question: 'CJ2.1', action: id(8) }]);
	expect(['CJ2.1', 'CJ2.2'].map((question) => isAnswered(after, question))).toEqual([true, false]);
	expect(isAnswered({ actions: before.actions, relied: [] }, 'CJ2.1')).toBe(false);
});

describe('grades', () => {
	const audit = read({
		[`grade/CJ2/${id(10)}`]: field({ grade: 'good', reason: 'Mine.' }),
		[`grade/CJ2/${id(11)}`]: field({ grade: 'inadequate', reason: 'Theirs.' }, 1, { by: id(11) }),
		[`grade/overall/${id(10)}`]: field(null)
	});

	test('M4: each person’s stands beside the other’s', () => {
		expect(audit.grades.get('CJ2')).toMatchObject([{ by: id(10) }, { by: id(11) }]);
		expect(gradeBy(audit, 'CJ2', id(11))).toMatchObject({ grade: 'inadequate', reason: 'Theirs.' });
	});

	test('that were taken back are none', () => {
		expect(audit.grades.has('overall')).toBe(false);
		expect(gradeBy(audit, 'overall', id(10))).toBeNull();
	});

	test('are whose the key says, not who wrote the field last', () => {
		const moved = read({ [`grade/CJ2/${id(10)}`]: field({ grade: 'good', reason: '' }, 0, { by: id(99) }) });
		expect(gradeBy(moved, 'CJ2', id(10))).not.toBeNull();
		expect(gradeBy(moved, 'CJ2', id(99))).toBeNull();
	});
});

describe('alerts', () => {
	test('tell who was told, earliest first, however it arrived, and each its own', () => {
		const audit = read({
			[`alert/${id(5)}/told/b`]: field({ whom: 'Second', how: 'email' }, 9),
			[`alert/${id(6)}/told/c`]: field({ whom: 'Of another', how: 'phone' }, 1),
			[`alert/${id(5)}/told/a`]: field({ whom: 'First', how: 'phone' }, 3),
			[`alert/${id(5)}`]: field({ concern: 'Not seen.', question: 'CJ1.1' }),
			[`alert/${id(6)}`]: field({ concern: 'No food.' })
		});
		expect(audit.alerts.map((alert) => [alert.id, alert.question, alert.told.map((one) => one.whom)])).toEqual([
			[id(5), 'CJ1.1', ['First', 'Second']],
			[id(6), null, ['Of another']]
		]);
		expect(audit.alerts[0]?.told[0]).toMatchObject({ id: 'a', how: 'phone', at: at(3), by: dana.id });
	});
});

describe('what an older or a newer build may have written', () => {
	test.each<[string, Json]>([
		['alert/x', null],
		['alert/x', 'a text'],
		['action/x', null],
		['action/x', ['a']],
		['feedback/x', 7],
		['submission', 'yes'],
		['submission', null],
		['grade/CJ2/p', 'good']
	])('%s holding %j is left out, and nothing fails', (key, value) => {
		const audit = read({ [key]: field(value) });
		expect([audit.alerts, audit.actions, audit.feedback, audit.submission]).toEqual([[], [], [], null]);
		expect(audit.grades.size).toBe(0);
	});

	test('members that are missing or of another kind read as empty', () => {
		const audit = read({ 'action/x': field({ what: 3 }), 'alert/y': field({}), 'note/CJ2.1': field(4) });
		expect(audit.actions).toMatchObject([{ what: '', owner: '', question: null }]);
		expect(audit.alerts).toMatchObject([{ concern: '', question: null, told: [] }]);
		expect(audit.notes.get('CJ2.1')).toBe('');
	});

	test('fields of names nobody knows are kept out of the way', () => {
		const audit = read({ 'poem/1': field('Roses'), answers: field('x') });
		expect(audit.answers.size).toBe(0);
		expect(audit.conflicts).toEqual([]);
	});
});

test('every field in conflict is listed with all that waits for a choice', () => {
	const other = [{ value: 'no', by: id(11), at: at(1), ver: 1 }];
	const audit = read({ 'answer/CJ2.1': field('yes', 2, { other }), 'note/CJ2.1': field('x') });
	expect(audit.conflicts).toEqual([{ key: 'answer/CJ2.1', value: 'yes', by: dana.id, at: at(2), other }]);
	expect(audit.answers.get('CJ2.1')?.isConflict).toBe(true);
});

test('M5: a submission pins every field but itself', () => {
	const { fields } = anAudit(
		{},
		{ 'answer/CJ2.1': field('yes'), submission: field({}), 'note/a': field(null, 0, { ver: 7 }) }
	);
	expect(pinnedVersions(fields)).toEqual({ 'answer/CJ2.1': 2, 'note/a': 7 });
});

describe('the suggestion', () => {
	test('rests on the answers that are asked for, the clocks that were judged late, and the alerts that are open', () => {
		const capped = {
			...template,
			grading: {
				...template.grading,
				caps: [
					{
						id: 'no-plan',
						count: 1,
						questions: [{ id: 'CJ2.1', is: ['no'] }],
						grade: 'inadequate',
						holdsAt: 'inadequate',
						because: 'No plan.'
					},
					{
						id: 'open',
						count: 1,
						openAlert: true,
						grade: 'inadequate',
						holdsAt: 'requires-improvement',
						because: 'Open alert.'
					}
				]
			}
		} as typeof template;
		const grades: Done[] = ['CJ2', 'CJ3'].map((section) => ['grade.set', { section, grade: 'good' }]);
		const suggested = (...more: Done[]) =>
			suggestionFor(readAudit(recordAfter([...grades, ...more], dana, capped), capped), dana.id, '2026-03-12')
				.suggested;
		expect(suggested()).toBe('good');
		expect(suggested(['answer.set', { question: 'CJ2.1', value: 'no' }])).toBe('inadequate');
		expect(suggested(['alert.raise', { id: id(5), concern: 'Not seen.' }])).toBe('requires-improvement');
	});
});
