import { expect, test } from 'vitest';
import { usualPolicy, type Auditor, type CaseToAllocate } from './Allocation.ts';
import { checkByHand, mayAudit, whyUnavailable } from './mayAudit.ts';
import { aCase, anAuditor } from './programme.fixture.ts';

const today = '2026-03-12';
const window = { today, dueOn: '2026-03-31' };
const lenient = { ownTeam: 'warned', sameAuditorAgain: 'allowed', untrained: 'warned', sameWorkerMonths: 0 } as const;

test('someone with no hand in the case may audit it', () => {
	expect(mayAudit(anAuditor('ada'), aCase('9X-1'), usualPolicy, today)).toEqual({ may: 'yes', bars: [], warnings: [] });
});

test.each<[string, Partial<CaseToAllocate>, string]>([
	['the worker', { worker: 'ada' }, 'allocation.own-case'],
	["the worker's supervisor", { supervisor: 'ada' }, 'allocation.supervises-worker'],
	['a decision-maker', { decisionMakers: ['dee', 'ada'] }, 'allocation.decided-on-case']
])('%s never audits the case, whatever the policy', (_, more, code) => {
	for (const policy of [usualPolicy, lenient]) {
		const { may, bars } = mayAudit(anAuditor('ada'), aCase('9X-1', more), policy, today);
		expect([may, bars]).toEqual(['barred', [{ code }]]);
	}
});

test('the own team is barred, or warned of where the policy says so', () => {
	const auditor = anAuditor('ada', { teams: ['south', 'north'] });
	const reason = { code: 'allocation.own-team', facts: { team: 'north' } };
	expect(mayAudit(auditor, aCase('9X-1'), usualPolicy, today)).toMatchObject({ may: 'barred', bars: [reason] });
	expect(mayAudit(auditor, aCase('9X-1'), lenient, today)).toMatchObject({
		may: 'warned',
		bars: [],
		warnings: [reason]
	});
});

test.each([
	['barred', 'barred'],
	['warned', 'warned'],
	['allowed', 'yes']
] as const)('the auditor of last time, under a policy of %s', (sameAuditorAgain, may) => {
	const one = aCase('9X-1', { auditedBefore: ['ada'] });
	expect(mayAudit(anAuditor('ada'), one, { ...usualPolicy, sameAuditorAgain }, today).may).toBe(may);
	expect(mayAudit(anAuditor('ben'), one, { ...usualPolicy, sameAuditorAgain }, today).may).toBe('yes');
});

test('where the worker is not known, independence of them cannot be shown', () => {
	expect(mayAudit(anAuditor('ada'), aCase('9X-1', { worker: null, team: null }), usualPolicy, today)).toEqual({
		may: 'warned',
		bars: [],
		warnings: [{ code: 'allocation.worker-not-known' }]
	});
});

test.each([
	['2025-12-13', 'warned'],
	['2025-12-12', 'yes'],
	[undefined, 'yes']
] as const)('a worker last audited on %s, within three months: %s', (workerLastAuditedOn, may) => {
	const one = aCase('9X-1', workerLastAuditedOn === undefined ? {} : { workerLastAuditedOn });
	expect(mayAudit(anAuditor('ada'), one, usualPolicy, today).may).toBe(may);
});

test.each<[string, Partial<Auditor>, string[]]>([
	['here', {}, []],
	['excused to today', { exempt: excused('2026-03-12') }, ['allocation.exempt']],
	['excused to yesterday', { exempt: excused('2026-03-11') }, []],
	['away throughout', { leave: [{ from: '2026-03-12', to: '2026-04-10' }] }, ['allocation.away']],
	[
		'away in two spells with a weekend between',
		{
			leave: [
				{ from: '2026-03-09', to: '2026-03-20' },
				{ from: '2026-03-23', to: '2026-03-31' }
			]
		},
		['allocation.away']
	],
	['back for the last day', { leave: [{ from: '2026-03-12', to: '2026-03-30' }] }, []]
])('%s', (_, more, codes) => {
	expect(whyUnavailable(anAuditor('ada', more), window).map(({ code }) => code)).toEqual(codes);
});

test('by hand, leave and a full load warn, and independence still bars', () => {
	const full = anAuditor('ada', { load: 4, exempt: excused('2026-06-30') });
	const checked = checkByHand(full, aCase('9X-1'), usualPolicy, window);
	expect(checked.may).toBe('warned');
	expect(checked.warnings).toEqual([
		{ code: 'allocation.exempt', facts: { until: '2026-06-30' } },
		{ code: 'allocation.full', facts: { load: 4, capacity: 4 } }
	]);
	expect(checkByHand(full, aCase('9X-1', { worker: 'ada' }), usualPolicy, window).may).toBe('barred');
	expect(checkByHand(anAuditor('ada'), aCase('9X-1'), usualPolicy, window).may).toBe('yes');
});

function excused(until: string) {
	return { until, approvedBy: 'director', reason: 'Court' };
}

test('training that nobody has written down is thought to be there; what is missing bars by rule and warns by hand', () => {
	const one = aCase('9X-1', { family: 'themed' });
	const may = (trainedFor?: Auditor['trainedFor']) =>
		mayAudit(anAuditor('ada', trainedFor === undefined ? {} : { trainedFor }), one, usualPolicy, today).may;
	expect([may(), may(['themed']), may(['dip']), may([])]).toEqual(['yes', 'yes', 'barred', 'barred']);
	const untrained = anAuditor('ada', { trainedFor: ['dip'] });
	expect(checkByHand(untrained, one, usualPolicy, window)).toEqual({
		may: 'warned',
		bars: [],
		warnings: [{ code: 'allocation.not-trained', facts: { family: 'themed' } }]
	});
});

test.each([
	[{ kind: 'case', of: '9x-1' }, 'barred'],
	[{ kind: 'worker', of: 'wyn' }, 'barred'],
	[{ kind: 'team', of: 'north' }, 'barred'],
	[{ kind: 'team', of: 'wyn' }, 'yes'],
	[{ kind: 'case', of: '9X-11' }, 'yes']
] as const)('a conflict of interest with %j: %s, by rule and by hand', (conflict, may) => {
	const auditor = anAuditor('ada', { conflicts: [conflict] });
	expect(mayAudit(auditor, aCase('9X-1'), usualPolicy, today).may).toBe(may);
	expect(checkByHand(auditor, aCase('9X-1'), usualPolicy, window).may).toBe(may);
});
