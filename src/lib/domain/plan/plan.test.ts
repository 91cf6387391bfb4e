import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { impactVerdicts, type ImpactVerdict } from '../impact/judgeImpact.ts';
import { anItem, anyText, aPlan } from './aPlan.fixture.ts';
import { carryOver, isFinished } from './carryOver.ts';
import { changeItem, leadersCells } from './changeItem.ts';
import { findExceptions, type WeighedItem } from './findExceptions.ts';
import { readPlanName, readRecommendation } from './Plan.ts';
import { emptyItem, isRef, itemCells, measuresIn, mostLetters, readItem, tidyText, type Rag } from './PlanItem.ts';
import { readRisk, riskRag, scoreOf } from './PlanRisk.ts';
import { joinLead, readLead } from './readLead.ts';
import { claimsMore, suggestImpact } from './suggestImpact.ts';

const today = '2026-03-12';

describe('lead and timescale', () => {
	test.each([
		['Rowan Hale\n08/01/2018', 'Rowan Hale', '08/01/2018', '2018-01-08'],
		['Rowan Hale/Ida Marsh 01/04/2018', 'Rowan Hale/Ida Marsh', '01/04/2018', '2018-04-01'],
		['Rowan Hale\nTo commence\nfrom 08/01/18', 'Rowan Hale', 'To commence\nfrom 08/01/18', '2018-01-08'],
		['Rowan Hale, by 1st March 2026', 'Rowan Hale, by', '1st March 2026', '2026-03-01'],
		['Rowan Hale\nby 1 March 2026', 'Rowan Hale', 'by 1 March 2026', '2026-03-01'],
		['Rowan Hale\nFebruary 2028', 'Rowan Hale', 'February 2028', '2028-02-29'],
		['Rowan Hale 01/04/2018, review 2018-06-30', 'Rowan Hale', '01/04/2018, review 2018-06-30', '2018-06-30'],
		['Rowan Hale\nOngoing', 'Rowan Hale', 'Ongoing', null],
		['Rowan Hale 31/02/2018', 'Rowan Hale', '31/02/2018', null],
		['Rowan Hale', 'Rowan Hale', '', null],
		['', '', '', null]
	])('%j', (cell, who, timescale, dueOn) => {
		expect(readLead(cell)).toEqual({ who, timescale, dueOn });
	});

	test('a name that begins like a month or a word of time is a name', () => {
		expect(readLead('May Winter\nMarch Byfield 01/04/2018').who).toBe('May Winter\nMarch Byfield');
	});

	test('put together and read again the words are the same, whatever they are', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const cell = tidyText(text);
				const { who, timescale } = readLead(cell);
				const again = readLead(joinLead(who, timescale));
				const letters = (one: string) => one.replace(/[\s,;–-]/g, '');
				expect(letters(again.who + again.timescale)).toBe(letters(cell));
			})
		);
	});
});

describe('an item as typed', () => {
	test('references have a figure and no space: 5.8, 12.7a, C5.8', () => {
		expect(['5.8', '12.7a', 'C5.8', '1', '3/2'].every(isRef)).toBe(true);
		expect(['', 'Ref', '5 8', 'Page 15', '-1', 'x'.repeat(12) + '1'].some(isRef)).toBe(false);
	});

	test.each([
		[{ ref: ' ' }, 'plan.ref-missing'],
		[{ ref: 'Page 15' }, 'plan.ref-wrong'],
		[{ action: '\n ' }, 'plan.action-missing'],
		[{ progress: 'x'.repeat(mostLetters + 1) }, 'plan.too-long']
	])('%o: %s', (cells, code) => {
		expect(readItem({ ...anItem().cells, ...cells })).toMatchObject({ problem: { code } });
	});

	test('is tidy, and tidied again the same', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const read = readItem({ ...anItem().cells, action: `a${text}`, progress: text });
				if (!read.ok) throw new Error(read.problem.code);
				expect(readItem(read.value)).toEqual(read);
			})
		);
	});

	test('the impact measure is read for the four kinds, whatever else it says', () => {
		expect(measuresIn('Audit, use of ePEP Dashboard data and QA by Virtual Head')).toEqual([
			'audit',
			'performance-information'
		]);
		expect(measuresIn('Performance Information\nReview\nService User Feedback')).toEqual([
			'performance-information',
			'review',
			'service-user-feedback'
		]);
		expect(measuresIn('')).toEqual([]);
	});
});

describe('changing an item', () => {
	const was = anItem({ impactRag: 'amber', impactReason: 'Too early' }).cells;
	const change = (typed: object, more: object = {}) =>
		changeItem(was, { ...was, ...typed }, { hand: 'keeper', otherRefs: new Set(['2.1']), ...more });

	test('each cell that is another stands in the history, and no other', () => {
		expect(change({ progress: ' Begun ', progressRag: 'green' })).toMatchObject({
			value: {
				changes: [
					{ cell: 'progress', was: '', now: 'Begun' },
					{ cell: 'progressRag', was: '', now: 'green' }
				]
			}
		});
		expect(change({})).toMatchObject({ ok: true, value: { changes: [] } });
	});

	test('a reference is given once in a plan', () => {
		expect(change({ ref: '2.1' })).toMatchObject({ problem: { code: 'plan.ref-taken' } });
	});

	test('an Impact RAG that is set asks for a reason of its own; one taken away does not', () => {
		expect(change({ impactRag: 'green' })).toMatchObject({ problem: { code: 'plan.reason-missing' } });
		expect(change({ impactRag: 'green', impactReason: ' ' })).toMatchObject({ ok: false });
		expect(change({ impactRag: 'green', impactReason: 'The sample of May shows it' })).toMatchObject({ ok: true });
		expect(change({ impactRag: null })).toMatchObject({ ok: true });
	});

	test('who leads it writes its progress and what comes next, and nothing else', () => {
		for (const cell of itemCells) {
			const value = cell.endsWith('Rag') ? 'red' : cell === 'ref' ? '1.9' : 'Other words';
			const typed = { [cell]: value, ...(cell === 'impactRag' ? { impactReason: 'Seen' } : {}) };
			expect(change(typed, { hand: 'leader' }).ok, cell).toBe(leadersCells.includes(cell));
		}
	});
});

describe('the Impact RAG that the evidence speaks for', () => {
	test.each<[ImpactVerdict[], Rag | null]>([
		[[], null],
		[['moved'], 'green'],
		[['moved', 'moved'], 'green'],
		[['moved', 'cannot-tell'], 'amber'],
		[['cannot-tell'], 'amber'],
		[['moved', 'not-moved'], 'amber'],
		[['not-moved'], 'red'],
		[['not-moved', 'cannot-tell'], 'red']
	])('%j: %s', (verdicts, rag) => {
		expect(suggestImpact(verdicts)?.rag ?? null).toBe(rag);
	});

	test('hangs on how many of each there are and not on their order, and more that moved is never worse', () => {
		const rank = { red: 0, amber: 1, green: 2 };
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...impactVerdicts), { minLength: 1 }), (verdicts) => {
				const suggested = suggestImpact(verdicts);
				expect(suggestImpact(verdicts.toReversed())).toEqual(suggested);
				const better = suggestImpact([...verdicts, 'moved']);
				expect(rank[better?.rag ?? 'red']).toBeGreaterThanOrEqual(rank[suggested?.rag ?? 'green']);
			})
		);
	});

	test('a person who says more than the evidence is told apart from one who says less', () => {
		expect(claimsMore('green', suggestImpact(['cannot-tell']))).toBe(true);
		expect(claimsMore('amber', suggestImpact(['moved']))).toBe(false);
		expect(claimsMore('green', null)).toBe(false);
		expect(claimsMore(null, suggestImpact(['not-moved']))).toBe(false);
	});
});

describe('exceptions', () => {
	const weighed = (cells: object, more: Partial<WeighedItem> = {}): WeighedItem => ({
		item: anItem(cells),
		links: 1,
		suggested: null,
		...more
	});
	const reasons = (cells: object, more: Partial<WeighedItem> = {}) =>
		findExceptions([weighed(cells, more)], today)[0]?.reasons ?? [];

	test.each<[object, Partial<WeighedItem>, string[]]>([
		[{}, {}, []],
		[{ lead: 'Rowan Hale\n11/03/2026' }, {}, ['late']],
		[{ lead: 'Rowan Hale\n12/03/2026' }, {}, []],
		[{ lead: 'Rowan Hale\n11/03/2026', progressRag: 'green' }, {}, []],
		[{ lead: 'Rowan Hale\n11/03/2026', progressRag: 'green' }, { links: 0 }, ['no-evidence']],
		[{ progressRag: 'red', impactRag: 'red' }, { links: 0 }, ['impact-red', 'progress-red']],
		[{ impactRag: 'green' }, { links: 0 }, ['no-evidence']],
		[{ impactRag: 'green' }, { suggested: suggestImpact(['not-moved']) }, ['claims-more']],
		[{ lead: 'Rowan Hale' }, {}, ['no-day']]
	])('%o with %o: %j', (cells, more, expected) => {
		expect(reasons(cells, more)).toEqual(expected);
	});

	test('the gravest first, and among the late the latest', () => {
		const late = (ref: string, day: string) => weighed({ ref, lead: `Rowan Hale\n${day}` });
		const found = findExceptions(
			[late('1.1', '01/03/2026'), weighed({ ref: '1.2', impactRag: 'red' }), late('1.3', '01/01/2026')],
			today
		);
		expect(found.map(({ item, daysLate }) => [item.cells.ref, daysLate])).toEqual([
			['1.2', 0],
			['1.3', 70],
			['1.1', 11]
		]);
	});
});

describe('carrying over', () => {
	const done = anItem({ ref: '1.1', progressRag: 'green', impactRag: 'green' });
	const left = anItem(
		{ ref: '1.2', progressRag: 'green', progress: 'Done in May' },
		{ leader: 'someone', revision: 4 }
	);
	const other = anItem({ ref: '2.1', progressRag: 'green', impactRag: 'green' }, { recommendation: 'rec-2' });
	let made = 0;
	const carried = carryOver(
		aPlan([done, left, other]),
		[
			{ item: left.id, kind: 'theme', of: 'plans' },
			{ item: done.id, kind: 'theme', of: 'drift' }
		],
		() => `new-${(made += 1)}`
	);

	test('what is done and shown to have worked is finished, and nothing else', () => {
		expect([done, left, other].map(isFinished)).toEqual([true, false, true]);
	});

	test('takes along what is not, under its own reference, with its words, its leader and its evidence', () => {
		expect(carried.items).toMatchObject([
			{
				cells: left.cells,
				leader: 'someone',
				from: left.id,
				revision: 1,
				recommendation: carried.recommendations[0]?.id
			}
		]);
		expect(carried.links).toEqual([{ item: carried.items[0]?.id, kind: 'theme', of: 'plans' }]);
		expect(carried.recommendations).toHaveLength(1);
	});

	test('no id of the plan before is used again', () => {
		const ids = [...carried.items, ...carried.recommendations].map(({ id }) => id);
		expect(ids.every((id) => id.startsWith('new-'))).toBe(true);
		expect(new Set(ids).size).toBe(ids.length);
	});
});

describe('names and recommendations', () => {
	test('a line that reads as a recommendation’s heading is none of a plan’s words', () => {
		expect(readPlanName(' Plan\n2026 ')).toEqual({ ok: true, value: 'Plan 2026' });
		expect(readPlanName('Recommendation 2:')).toMatchObject({ problem: { code: 'plan.heading-in-text' } });
		const typed = { number: '3', words: 'Ensure it.', summary: 'Seen.\nRECOMMENDATION 4: More' };
		expect(readRecommendation(typed, [])).toMatchObject({ problem: { code: 'plan.heading-in-text' } });
		expect(readRecommendation({ ...typed, summary: 'Recommendation 4 was met.' }, ['4'])).toMatchObject({ ok: true });
	});

	test.each([
		[{ number: '' }, 'plan.number-missing'],
		[{ number: 'three' }, 'plan.number-missing'],
		[{ number: '4' }, 'plan.number-twice'],
		[{ words: '', summary: 'Seen.' }, 'plan.words-missing']
	])('%o: %s', (more, code) => {
		expect(readRecommendation({ number: '3', words: 'Ensure it.', summary: '', ...more }, ['4'])).toMatchObject({
			problem: { code }
		});
	});

	test('an item that is empty is none', () => {
		expect(readItem(emptyItem)).toMatchObject({ ok: false });
	});
});

describe('risks', () => {
	const risk = {
		what: 'Two posts vacant',
		likelihood: 4,
		impact: 4,
		answer: 'Agency cover',
		owner: '',
		isClosed: false
	};

	test.each([
		[{ what: ' ' }, 'risk.what-missing'],
		[{ answer: '' }, 'risk.answer-missing'],
		[{ likelihood: 0 }, 'risk.rating'],
		[{ impact: 6 }, 'risk.rating'],
		[{ impact: 2.5 }, 'risk.rating'],
		[{ answer: 'x'.repeat(4_001) }, 'plan.too-long']
	])('%o: %s', (more, code) => {
		expect(readRisk({ ...risk, ...more })).toMatchObject({ problem: { code } });
	});

	test('are read by likelihood times impact', () => {
		expect(readRisk(risk)).toEqual({ ok: true, value: risk });
		expect([scoreOf(risk), riskRag(risk)]).toEqual([16, 'red']);
		expect(riskRag({ likelihood: 2, impact: 4 })).toBe('amber');
		expect(riskRag({ likelihood: 1, impact: 5 })).toBe('green');
	});
});
