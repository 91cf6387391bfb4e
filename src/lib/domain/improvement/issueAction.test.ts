import { expect, test } from 'vitest';
import { aSmallTemplate, anAudit, anAuditor, author, id, north } from '../../../../tests/fixtures/records.ts';
import { issueAction } from './issueAction.ts';
import { readAction } from './readAction.ts';

const dana = anAuditor({ id: id(10) });
const context = { author: author(dana), changeId: id(900), template: aSmallTemplate() };
const raised = {
	id: id(8),
	level: 'child' as const,
	finding: 'Late.',
	what: 'Set dates.',
	difference: 'Starts in time.',
	owner: id(20),
	dueOn: '2026-03-19'
};

test('an action carries with it where the child is, so that those above see it without the audit', () => {
	expect(issueAction(anAudit(), raised, context).head).toMatchObject({
		audit: id(1),
		caseRef: '9X-104823',
		team: north.team,
		service: north.service,
		worker: id(11),
		raisedBy: dana.id,
		raisedAt: '2026-03-12T14:02:00.000Z',
		stateSince: '2026-03-12T14:02:00.000Z',
		extensions: 0
	});
});

test.each([
	['a question with a priority alert', 'CJ2.1', true],
	['a question with a same-day alert only', 'CJ1.1', false],
	['a question with none', 'CJ2.2', false],
	['a question that is not there', 'CJ9.9', false],
	['no question', undefined, false]
])('raised from %s it is of priority or not', (_, question, priority) => {
	const { head } = issueAction(anAudit(), { ...raised, question }, context);
	expect(head.priority).toBe(priority);
	expect('question' in head).toBe(question !== undefined);
});

test('of a template that is not known here it is of no priority, and is issued all the same', () => {
	const action = issueAction(anAudit(), { ...raised, question: 'CJ2.1' }, { ...context, template: null });
	expect(action.head).toMatchObject({ priority: false, state: 'issued' });
});

test('it begins with its three fields at version 1, and reads as raised', () => {
	const action = issueAction(anAudit(), raised, context);
	expect([...action.fields].map(([key, { ver, value }]) => [key, ver, value])).toEqual([
		['state', 1, 'issued'],
		['owner', 1, id(20)],
		['dueOn', 1, '2026-03-19']
	]);
	expect(readAction(action)).toMatchObject({
		stage: 'action',
		move: id(20),
		completion: null,
		events: [{ what: 'raised', note: 'Late.', by: dana.id }]
	});
});
