import { describe, expect, test } from 'vitest';
import { aPerson, north, south } from '../../../../tests/fixtures/records.ts';
import type { Grant, Person, Role, Scope } from '../access/Person.ts';
import { acknowledged, aLog, anHead, checked, closed, read, recorded, thursday, told, who } from './alerts.fixture.ts';
import { isOpenFor, lastSafeCheck, mayDo, offeredActs, rungsOf, type AlertAct } from './whoMay.ts';
import { recordedStages } from './pathwayStages.ts';

const someone = (id: string, role: Role, scope: Scope): Person => aPerson([{ role, scope } satisfies Grant], { id });
const people = {
	auditor: someone(who.auditor, 'auditor', { kind: 'own' }),
	'team manager': someone(who.manager, 'team-manager', { kind: 'team', id: north.team }),
	'team manager elsewhere': someone(who.other, 'team-manager', { kind: 'team', id: south.team }),
	'service manager': someone(who.serviceManager, 'service-manager', { kind: 'service', id: north.service }),
	'head of service': someone(who.head, 'head-of-service', { kind: 'service', id: north.service }),
	director: someone(who.director, 'director', { kind: 'council' }),
	'QA manager': someone(who.qa, 'qa-manager', { kind: 'council' }),
	'asked as team manager': someone(who.deputy, 'practitioner', { kind: 'own' })
};
const audit = anHead({ asked: [{ person: who.deputy, as: 'team-manager' }] });

/** Who may do what about an alert that the auditor raised and the team manager checked and did the actions of. */
const expected = `
                        acknowledge check read moderation reflective-meeting remedial-plan actions-done verified re-audit still-inadequate sustained resolved in-error
auditor                 -           -     -    -          yes                -             -            -        -        -                -         -        -
team manager            yes         yes   yes  -          yes                yes           yes          -        -        -                -         -        -
team manager elsewhere  -           -     -    -          -                  -             -            -        -        -                -         -        -
service manager         yes         yes   yes  -          yes                yes           yes          yes      -        -                -         yes      yes
head of service         yes         yes   yes  yes        yes                yes           yes          yes      yes      -                yes       yes      yes
director                yes         yes   yes  yes        yes                yes           yes          yes      yes      yes              yes       yes      yes
QA manager              yes         yes   yes  yes        yes                yes           yes          yes      yes      yes              yes       yes      yes
asked as team manager   yes         yes   yes  -          yes                yes           yes          -        -        -                -         -        -
`;

const log = aLog(
	told(),
	checked(thursday),
	recorded(thursday, 'remedial-plan', 'made'),
	recorded(thursday, 'actions-done', 'done')
);
const actNamed = (name: string): AlertAct => {
	if (name === 'resolved' || name === 'in-error') return { act: 'close', outcome: name };
	const stage = recordedStages.find((one) => one === name);
	return stage === undefined ? { act: name as 'check' } : { act: 'record', stage };
};
const [heading = '', ...lines] = expected.trim().split('\n');
const acts = heading.trim().split(/\s+/);
const cells = lines.flatMap((line) => {
	const [name = '', ...answers] = line.split(/\s{2,}/);
	return answers.map((answer, at) => [name, acts[at] ?? '', answer] as const);
});

test('the table is whole', () => {
	expect(acts).toHaveLength(5 + recordedStages.length);
	expect(cells).toHaveLength(Object.keys(people).length * acts.length);
});
test.each(cells)('%s, %s: %s', (name, act, answer) => {
	expect(mayDo(people[name as keyof typeof people], audit, log, actNamed(act))).toBe(answer === 'yes');
});

describe('nobody marks their own work', () => {
	const everything: Grant[] = [
		{ role: 'service-manager', scope: { kind: 'service', id: north.service } },
		{ role: 'head-of-service', scope: { kind: 'council' } },
		{ role: 'qa-manager', scope: { kind: 'council' } }
	];
	const may = (id: string, act: AlertAct, of = log) => mayDo(aPerson(everything, { id }), audit, of, act);

	test('the auditor who is the manager neither acknowledges, checks, moderates nor closes', () => {
		for (const act of ['acknowledge', 'check'] as const) expect(may(who.auditor, { act })).toBe(false);
		expect(may(who.auditor, { act: 'record', stage: 'moderation' })).toBe(false);
		for (const outcome of ['resolved', 'in-error'] as const)
			expect(may(who.auditor, { act: 'close', outcome })).toBe(false);
		expect(may(who.qa, { act: 'acknowledge' })).toBe(true);
	});
	test('nor does whoever raised it on an audit that is another’s', () => {
		expect(may(who.qa, { act: 'acknowledge' }, { ...log, by: who.qa })).toBe(false);
	});
	test('whoever found the child safe does not close on it, but may say it was an error', () => {
		expect(may(who.manager, { act: 'close', outcome: 'resolved' })).toBe(false);
		expect(may(who.manager, { act: 'close', outcome: 'in-error' })).toBe(true);
	});
	test('whoever did the actions does not verify them', () => {
		expect(may(who.manager, { act: 'record', stage: 'verified' })).toBe(false);
	});
});

describe('how far the pathway has come', () => {
	const open = (of: ReturnType<typeof aLog>) => recordedStages.filter((stage) => isOpenFor(of, stage));
	test('before the check only the grade can be moderated', () => {
		expect(open(aLog(told(), acknowledged(thursday)))).toEqual(['moderation']);
	});
	test('after it the meeting and the plan are open', () => {
		expect(open(aLog(checked(thursday)))).toEqual(['moderation', 'reflective-meeting', 'remedial-plan']);
	});
	test('one stage after the other, and none twice', () => {
		const made = [checked(thursday), recorded(thursday, 'remedial-plan', 'made')];
		expect(open(aLog(...made))).toContain('actions-done');
		expect(open(aLog(...made))).not.toContain('remedial-plan');
		expect(open(log)).toContain('verified');
		const verified = [...made, recorded(thursday, 'actions-done', 'done'), recorded(thursday, 'verified', 'verified')];
		expect(open(aLog(...verified))).toContain('re-audit');
		expect(open(aLog(...verified, recorded(thursday, 're-audit', 'better')))).toContain('sustained');
		expect(open(aLog(...verified, recorded(thursday, 're-audit', 'inadequate')))).toContain('still-inadequate');
		expect(open(aLog(...verified, recorded(thursday, 're-audit', 'inadequate')))).not.toContain('sustained');
	});
	test('an alert raised in error opens nothing', () => {
		expect(open(aLog(closed(thursday, 'in-error')))).toEqual([]);
	});
});

describe('what a page offers', () => {
	const offered = (name: keyof typeof people, of: ReturnType<typeof aLog>) =>
		offeredActs(people[name], audit, of).map((act) =>
			'stage' in act ? act.stage : 'outcome' in act ? act.outcome : act.act
		);
	test('the team manager is to acknowledge first', () => {
		expect(offered('team manager', aLog(told()))[0]).toBe('acknowledge');
		expect(offered('team manager', aLog(acknowledged(thursday)))[0]).toBe('check');
	});
	test('the service manager closes what the team manager found safe', () => {
		expect(offered('service manager', aLog(checked(thursday)))).toContain('resolved');
		expect(offered('service manager', aLog(acknowledged(thursday)))).not.toContain('resolved');
		expect(offered('service manager', aLog(checked(thursday, 'not-safe')))).not.toContain('in-error');
		expect(offered('service manager', aLog(checked(thursday), closed(thursday)))).not.toContain('resolved');
	});
	test('who has read it is not asked to read it again', () => {
		expect(offered('head of service', aLog())).toContain('read');
		expect(offered('head of service', aLog(read(thursday)))).not.toContain('read');
	});
	test('someone elsewhere is offered nothing', () => {
		expect(offered('team manager elsewhere', aLog())).toEqual([]);
	});
});

test('in whose place: by role and by being asked, each once', () => {
	expect(rungsOf(people['asked as team manager'], audit)).toEqual(['team-manager']);
	expect(rungsOf(people['QA manager'], audit)).toEqual(['qa-manager']);
	expect(rungsOf({ ...people['team manager'], id: who.deputy }, audit)).toEqual(['team-manager']);
});

test('a later check that found her not safe takes the earlier one back', () => {
	expect(lastSafeCheck(log)?.by).toBe(who.manager);
	expect(lastSafeCheck(aLog(checked(thursday), checked(thursday, 'not-safe')))).toBeUndefined();
	expect(lastSafeCheck(aLog())).toBeUndefined();
});
