import { describe, expect, test } from 'vitest';
import { workingDaysBetween } from '#lib/domain/calendar/workingDays.ts';
import { dayInEngland } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { aBook, at, auditor, owner, small, worker } from './aBook.fixture.ts';
import { liveThrough, type AuditPlan } from './PastAudit.ts';

const beginsAt = at('2026-03-02', 9, 30);
const shipped = new Map(shippedTemplates().map((template) => [template.id, template]));
const templateOf = (id: string): Template => must(shipped.get(id), id);

function live(seed: string, more: Partial<AuditPlan> = {}) {
	const template = more.template ?? small;
	const { book, audit, chance } = aBook({ seed, head: { template: { id: template.id, ver: template.version } } });
	const plan: AuditPlan = {
		record: audit,
		template,
		auditor,
		quality: 0.5,
		beginsAt,
		progress: 1,
		owners: [owner, worker],
		...more
	};
	const actions = liveThrough(book, plan, chance);
	return { book, audit: book.audit(audit.record.id), actions, acts: book.acts };
}

const names = ({ acts }: ReturnType<typeof live>) => acts.map(({ change }) => change.name);

describe('an audit that was finished', () => {
	test('is submitted last of all, with an overall grade where its template gives one', () => {
		for (let seed = 0; seed < 40; seed += 1) {
			const lived = live(`done ${seed}`);
			expect(names(lived).at(-1)).toBe('audit.submit');
			expect(lived.audit.head).toMatchObject({ state: 'submitted', openAlerts: 0 });
			expect(['outstanding', 'good', 'requires-improvement', 'inadequate']).toContain(lived.audit.head.grade);
		}
	});

	test.each(['cj', 'cj-cp', 't07', 't07-dip', 't26-dip', 't28-dip', 't29-dip'])(
		'works with the shipped template %s',
		(id) => {
			for (let seed = 0; seed < 5; seed += 1) {
				const lived = live(`${id} ${seed}`, { template: templateOf(id) });
				expect(lived.audit.head.state).toBe('submitted');
				expect(lived.audit.head.submittedAt).toBe(lived.acts.at(-1)?.at);
			}
		}
	);

	test('raises no more actions than anyone would act on: three, and one from a dip sample', () => {
		const most = (template: Template) =>
			Math.max(
				...Array.from({ length: 30 }, (_, seed) => live(`most ${seed}`, { template, quality: 0 }).actions.length)
			);
		expect(most(templateOf('cj-cp'))).toBe(3);
		expect(most(templateOf('t29-dip'))).toBeLessThanOrEqual(1);
	});

	test('gives its actions to those who can do them, due on a working day within five weeks', () => {
		for (let seed = 0; seed < 40; seed += 1) {
			const { book, actions } = live(`owners ${seed}`, { quality: 0.1 });
			for (const action of actions) {
				const { head } = book.action(action);
				expect([owner.id, worker.id]).toContain(head.owner);
				const { days } = workingDaysBetween(dayInEngland(beginsAt), head.dueOn);
				expect(days).toBeGreaterThanOrEqual(5);
				expect(days).toBeLessThanOrEqual(25);
				expect(head.raisedBy).toBe(auditor.id);
			}
		}
	});

	test('of good practice is graded higher than one of bad practice', () => {
		const rank: Record<string, number> = { inadequate: 0, 'requires-improvement': 1, good: 2, outstanding: 3 };
		const mean = (quality: number) => {
			const grades = Array.from(
				{ length: 40 },
				(_, seed) => rank[live(`quality ${seed}`, { quality }).audit.head.grade ?? ''] ?? NaN
			);
			return grades.reduce((sum, grade) => sum + grade, 0) / grades.length;
		};
		expect(mean(0.9)).toBeGreaterThan(mean(0.5) + 0.5);
		expect(mean(0.5)).toBeGreaterThan(mean(0.1) + 0.3);
	});

	test('is done in one sitting, one act after the other', () => {
		const { acts } = live('sitting');
		const times = acts.map(({ at: when }) => Date.parse(when));
		expect(times[0]).toBeGreaterThan(Date.parse(beginsAt));
		for (const [place, time] of times.entries()) {
			const step = time - (times[place - 1] ?? Date.parse(beginsAt));
			expect(step).toBeGreaterThanOrEqual(15_000);
			expect(step).toBeLessThanOrEqual(90_000);
		}
	});
});

describe('an audit that is going on', () => {
	test('not sat down to has nothing in it', () => {
		expect(live('none', { progress: 0 })).toMatchObject({
			actions: [],
			acts: [],
			audit: { head: { state: 'allocated' } }
		});
	});

	test.each([0.15, 0.33, 0.5, 0.9])('%d of the way has that share of its answers, and is not submitted', (progress) => {
		const template = templateOf('cj-cp');
		const count = (share: number) =>
			live('share', { template, progress: share }).acts.filter(({ change }) =>
				['answer.set', 'note.set', 'grade.set'].includes(change.name)
			).length;
		const part = live('share', { template, progress });
		expect(part.audit.head.state).toBe('begun');
		expect(names(part)).not.toContain('audit.submit');
		// One more in the whole: the overall grade.
		expect(count(progress)).toBe(Math.ceil((count(1) - 1) * progress));
	});

	test('raises its actions from what was answered so far', () => {
		const raised = Array.from({ length: 30 }, (_, seed) => live(`half ${seed}`, { progress: 0.5, quality: 0 }));
		expect(raised.some(({ actions }) => actions.length > 0)).toBe(true);
		for (const { acts, audit } of raised)
			for (const { change } of acts) {
				if (change.name !== 'action.raise') continue;
				const { question } = change.args as { question: string };
				expect(audit.fields.has(`answer/${question}`)).toBe(true);
			}
	});
});
