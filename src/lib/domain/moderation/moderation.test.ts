import { describe, expect, test } from 'vitest';
import { aPerson, aSmallTemplate, anAudit, author, id, north } from '../../../../tests/fixtures/records.ts';
import { mayChange, maySee } from '../access/can.ts';
import { carries } from '../access/carries.ts';
import type { Grant, Person } from '../access/Person.ts';
import { applyChange } from '../changes/applyChange.ts';
import type { AuditRecord, Field, Json, ModerationRecord, ModerationState } from '../changes/RecordState.ts';
import { chooseModerator, mayGradeBlind } from './chooseModerator.ts';
import { firstJudgement, newModeration } from './newModeration.ts';
import { shareFor, whyModerated, type SubmittedAudit } from './whyModerated.ts';

const today = '2026-03-12';
const at = '2026-03-12T12:00:00.000Z';
const template = aSmallTemplate();
const auditor = aPerson([{ role: 'auditor', scope: { kind: 'own' } }], { id: id(10) });
const council = (role: Grant['role']): Grant => ({ role, scope: { kind: 'council' } });
const moderator = aPerson([council('moderator')], { id: id(40) });
const qa = aPerson([council('qa-manager')]);
const head = aPerson([{ role: 'head-of-service', scope: { kind: 'service', id: north.service } }]);

const field = (value: Json): Field => ({ ver: 1, value, by: auditor.id, at, client: null });
function submitted(grade = 'good'): AuditRecord {
	return anAudit(
		{ state: 'submitted', submittedAt: at, grade, auditor: auditor.id },
		{
			'answer/CJ1.1': field('safe'),
			'note/CJ1.1': field('Seen at home.'),
			'note/CJ2.G': field('Nearly good.'),
			'note/CJ2.worked': field('A good plan.'),
			[`grade/CJ2/${auditor.id}`]: field({ grade: 'good', reason: 'In time.' }),
			[`grade/overall/${auditor.id}`]: field({ grade, reason: '' }),
			submission: field({ why: 'Three sentences.', grade, pinned: {} }),
			'feedback/f': field({ from: 'child', text: 'They listen.' })
		}
	);
}

function moderation(more: Partial<ModerationRecord['head']> = {}): ModerationRecord {
	const made = newModeration(id(500), submitted(), template, { moderator: moderator.id, at });
	return { ...made, head: { ...made.head, ...more } };
}

function doing(record: ModerationRecord, who: Person, name: string, args: object, first?: string) {
	if (!mayChange(who, name, record, today)) return 'not permitted';
	const uncovered = first === undefined ? {} : { first: firstJudgement(submitted(first)) };
	const context = { author: author(who, null, at), changeId: id(900), template, ...uncovered };
	const outcome = applyChange(record, { name, args, base: 0 }, context);
	return outcome.ok ? (outcome.record as ModerationRecord) : outcome.code;
}
const grade = (given: string, section = 'overall') => ({ section, grade: given, reason: 'As seen.' });
const decision = (given: string) => ({ grade: given, reason: 'We talked.', auditQuality: 'good' });
const must = (made: ModerationRecord | string) => {
	if (typeof made === 'string') throw new Error(made);
	return made;
};

describe('which audits are moderated', () => {
	const plain: SubmittedAudit = { grade: 'good', suggested: 'good', submittedBefore: 9, agreed: [], lot: 0.9 };
	test.each([
		['inadequate', { grade: 'inadequate', suggested: 'inadequate' }, ['inadequate']],
		['outstanding', { grade: 'outstanding', suggested: 'outstanding' }, ['outstanding']],
		['not what was suggested', { suggested: 'requires-improvement' }, ['overridden']],
		['one of the first three', { submittedBefore: 2 }, ['first-three']],
		['the fourth', { submittedBefore: 3 }, []],
		['drawn by lot', { lot: 0.19 }, ['random']],
		['not drawn', { lot: 0.2 }, []],
		['without a grade to agree on', { grade: 'na', lot: 0 }, []],
		['ungraded', { grade: undefined, lot: 0 }, []],
		['inadequate against the suggestion', { grade: 'inadequate' }, ['inadequate', 'overridden']]
	])('%s', (_, more, reasons) => {
		expect(whyModerated({ ...plain, ...more })).toEqual(reasons);
	});

	test('the share rises once agreement over the last ten is below seven', () => {
		const last = (same: number) => Array.from({ length: 10 }, (_, index) => index < same);
		expect(shareFor(last(7))).toBe(0.2);
		expect(shareFor(last(6))).toBe(0.5);
		expect(shareFor(last(6).slice(1))).toBe(0.2);
		expect(shareFor([...last(0), ...last(10)])).toBe(0.2);
	});
});

describe('who grades blind', () => {
	const ask = (person: Person, hasSeen = false) => mayGradeBlind(person, submitted(), hasSeen, today);
	test('a moderator who never saw the audit and may not see it', () => {
		expect(ask(moderator)).toBe(true);
		expect(ask(moderator, true)).toBe(false);
		expect(ask(qa)).toBe(false);
	});

	test('nobody who may see it in another role, whose audit or work it is, or who has left', () => {
		const managing = { role: 'team-manager', scope: { kind: 'team', id: north.team } } as const;
		expect(ask({ ...moderator, grants: [...moderator.grants, managing] })).toBe(false);
		expect(ask({ ...moderator, id: auditor.id })).toBe(false);
		expect(ask({ ...moderator, id: id(11) })).toBe(false);
		expect(ask({ ...moderator, status: 'deactivated' })).toBe(false);
	});

	test('whoever owes least, and nobody who is away', () => {
		const other = aPerson([council('moderator')], { id: id(41) });
		const candidate = (person: Person, load: number, more = {}) => ({
			...{ person, load, hasSeen: false, isAway: false },
			...more
		});
		expect(chooseModerator(submitted(), [candidate(moderator, 2), candidate(other, 1)], today)).toBe(other.id);
		expect(chooseModerator(submitted(), [candidate(moderator, 1), candidate(other, 1)], today)).toBe(moderator.id);
		const away = candidate(other, 0, { isAway: true });
		expect(chooseModerator(submitted(), [away, candidate(moderator, 9)], today)).toBe(moderator.id);
		expect(chooseModerator(submitted(), [away], today)).toBeNull();
	});
});

describe('what a blind grader is given', () => {
	test('answers, notes and feedback, and nothing that tells the first grade', () => {
		const made = moderation();
		expect([...made.fields.keys()].sort()).toEqual(['answer/CJ1.1', 'feedback/f', 'note/CJ1.1']);
		expect(JSON.stringify([made.head, [...made.fields]])).not.toMatch(/Nearly good|Three sentences|"grade"|"good"/);
	});

	test('the worker’s reply is about the first grade, and is uncovered with it', () => {
		const reply = { from: 'practitioner', scale: 'disagree', text: 'Not nearly good.' };
		const audit = submitted();
		const fields = new Map([...audit.fields, ['feedback/r', field(reply)] as const]);
		const made = newModeration(id(1), { ...audit, fields }, template, { moderator: null, at });
		expect([...made.fields.keys()]).not.toContain('feedback/r');
		expect(firstJudgement({ ...audit, fields }).replies).toMatchObject([
			{ agreement: 'disagree', text: 'Not nearly good.' }
		]);
		expect(firstJudgement(audit).replies).toEqual([]);
	});

	test('of a themed set not the answer that is its grade', () => {
		const themed = { ...template, grading: { ...template.grading, suggestion: 'single' as const, question: 'CJ1.1' } };
		const made = newModeration(id(1), submitted(), themed, { moderator: null, at });
		expect([...made.fields.keys()]).toEqual(['feedback/f']);
	});

	test('ten working days from the day of submission', () => {
		expect(moderation().head.dueOn).toBe('2026-03-26');
	});
});

describe('a blind second grade', () => {
	test('may be changed section by section until the whole is graded, and then no more', () => {
		const one = must(doing(moderation(), moderator, 'moderation.grade', grade('good', 'CJ2')));
		expect(one.head.state).toBe('waiting');
		const whole = must(doing(one, moderator, 'moderation.grade', grade('good'), 'good'));
		expect(whole.head).toMatchObject({ state: 'graded', first: 'good', second: 'good' });
		expect(doing(whole, moderator, 'moderation.grade', grade('inadequate'), 'good')).toBe('RECORD_LOCKED');
	});

	test('on a tablet uncovers nothing: the tablet does not hold it', () => {
		const whole = must(doing(moderation(), moderator, 'moderation.grade', grade('good')));
		expect(whole.head).toMatchObject({ state: 'graded', second: 'good' });
		expect(whole.fields.has('first')).toBe(false);
	});

	test('two grades away goes to a panel', () => {
		expect(must(doing(moderation(), moderator, 'moderation.grade', grade('inadequate'), 'good')).head.state).toBe(
			'panel'
		);
		expect(
			must(doing(moderation(), moderator, 'moderation.grade', grade('good'), 'requires-improvement')).head.state
		).toBe('graded');
	});

	test('is on the scale, for a section that is graded', () => {
		expect(doing(moderation(), moderator, 'moderation.grade', grade('na'), 'good')).toBe('SCHEMA_INVALID');
		expect(doing(moderation(), moderator, 'moderation.grade', grade('good', 'CJ1'))).toBe('SCHEMA_INVALID');
	});

	test('is nobody else’s to give', () => {
		for (const who of [qa, head, auditor, aPerson([council('moderator')])])
			expect(doing(moderation(), who, 'moderation.grade', grade('good'), 'good')).toBe('not permitted');
	});
});

describe('the decision', () => {
	const graded = moderation({ state: 'graded', first: 'good', second: 'requires-improvement' });
	const apart = moderation({ state: 'panel', first: 'outstanding', second: 'requires-improvement' });

	test('is the second grader’s where the two are near, with the quality of the audit apart', () => {
		const made = must(doing(graded, moderator, 'moderation.decide', decision('requires-improvement')));
		expect(made.head).toMatchObject({
			state: 'decided',
			first: 'good',
			second: 'requires-improvement',
			final: 'requires-improvement',
			auditQuality: 'good'
		});
		expect(doing(made, moderator, 'moderation.decide', decision('good'))).toBe('RECORD_LOCKED');
		expect(doing(graded, qa, 'moderation.decide', decision('good'))).toBe('RECORD_LOCKED');
		expect(doing(moderation(), moderator, 'moderation.decide', decision('good'))).toBe('RECORD_LOCKED');
	});

	test('is a panel’s where they are far apart: a QA manager and a head of service who say the same', () => {
		expect(doing(apart, moderator, 'moderation.decide', decision('good'))).toBe('RECORD_LOCKED');
		const one = must(doing(apart, qa, 'moderation.decide', decision('good')));
		expect(one.head.state).toBe('panel');
		expect(must(doing(one, head, 'moderation.decide', decision('outstanding'))).head.state).toBe('panel');
		expect(must(doing(one, head, 'moderation.decide', decision('good'))).head).toMatchObject({
			state: 'decided',
			final: 'good'
		});
	});

	test('takes two people, though one of them holds both posts', () => {
		const both = { ...qa, grants: [...qa.grants, council('director')] };
		const one = must(doing(apart, both, 'moderation.decide', decision('good')));
		expect(must(doing(one, both, 'moderation.decide', decision('good'))).head.state).toBe('panel');
		const other = aPerson([council('qa-manager')]);
		expect(must(doing(one, other, 'moderation.decide', decision('good'))).head.state).toBe('decided');
	});

	test('is never the auditor’s', () => {
		const own = { ...qa, id: auditor.id };
		expect(doing(apart, own, 'moderation.decide', decision('good'))).toBe('not permitted');
	});
});

describe('who sees a moderation', () => {
	const states: ModerationState[] = ['waiting', 'graded', 'panel', 'decided', 'withdrawn'];
	const sees = (who: Person) => states.map((state) => maySee(who, moderation({ state }), today));
	const holds = (who: Person) => states.map((state) => carries(who, moderation({ state }), today));

	test('the auditor and the line only once it is decided; the panel when it is theirs', () => {
		expect(sees(auditor)).toEqual([false, false, false, true, false]);
		expect(sees(head)).toEqual([false, false, true, true, false]);
		expect(sees(aPerson([council('board')]))).toEqual([false, false, false, false, false]);
		expect(sees(moderator)).toEqual([true, true, true, true, true]);
	});

	test('a tablet carries what its person has to do, and for a month what came of it', () => {
		expect(holds(moderator)).toEqual([true, true, true, true, false]);
		expect(holds(qa)).toEqual([false, false, true, false, false]);
		expect(carries(moderator, moderation({ state: 'decided' }), '2026-04-13')).toBe(false);
	});
});
