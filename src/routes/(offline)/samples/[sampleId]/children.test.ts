import { expect, test } from 'vitest';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { anAudit, aSmallTemplate, id } from '../../../../../tests/fixtures/records.ts';
import { readAudit } from '#lib/domain/audits/readAudit.ts';
import { childHref, childrenOf, columnsOf, groupByRoute, neighbours, nextChild, nextQuestion } from './children.ts';

const me = id(10);
const listing = (name: string, head: Partial<AuditHead>) => ({
	id: name,
	head: anAudit({ sample: 's1', auditor: me, ...head }).head,
	judged: 0,
	asked: 9,
	alerts: 0,
	conflicts: 0,
	unsent: 0
});
test('a sample’s children are one’s own, those chosen before those drawn at random', () => {
	const all = [
		listing('random', { route: 'random', caseRef: '9X-1' }),
		listing('chosen', { route: 'nominated', caseRef: '9X-9' }),
		listing('first', { route: 'random', caseRef: '9X-0' }),
		listing('else', { sample: 's2' }),
		listing('other', { auditor: id(11) })
	];
	const mine = childrenOf(all, 's1', me);
	expect(mine.map((one) => one.id)).toEqual(['chosen', 'first', 'random']);
	expect(groupByRoute(mine).map(({ route, children }) => [route, children.length])).toEqual([
		['nominated', 1],
		['random', 2]
	]);
});

test('the next child is the one begun, then the first that is not; the one just left is passed over', () => {
	const begun = listing('begun', { state: 'begun' });
	const fresh = listing('fresh', { state: 'allocated' });
	const done = listing('done', { state: 'submitted' });
	expect(nextChild([done, fresh, begun])).toBe(begun);
	expect(nextChild([done, fresh, begun], 'begun')).toBe(fresh);
	expect(nextChild([done, fresh])).toBe(fresh);
	expect(nextChild([done])).toBeNull();
});

test('a child knows its place and who stands beside it', () => {
	const children = ['a', 'b', 'c'].map((name) => listing(name, {}));
	expect(neighbours(children, 'b')).toMatchObject({ number: 2, before: { id: 'a' }, after: { id: 'c' } });
	expect(neighbours(children, 'a').before).toBeNull();
	expect(neighbours(children, 'c').after).toBeNull();
});

test('a child opens in its sample, at the first question nobody has judged', () => {
	expect(childHref('s1', 'a')).toBe('/samples/s1?child=a');
	expect(childHref('s1', 'a', 'CJ1.1')).toBe('/samples/s1?child=a#CJ1.1');
	const template = aSmallTemplate();
	const at = '2026-03-12T10:00:00.000Z';
	expect(nextQuestion(readAudit(anAudit(), template))).toBe('CJ1.1');
	const safe = { 'answer/CJ1.1': { ver: 1, value: 'safe', by: me, at } };
	expect(nextQuestion(readAudit(anAudit({ auditor: me }, safe), template))).toBe('CJ2.1');
	expect(nextQuestion(readAudit(anAudit({ state: 'submitted' }), template))).toBeUndefined();
	expect(nextQuestion(null)).toBeUndefined();
});

test('what is answered in sentences has no column', () => {
	const template = aSmallTemplate();
	expect(columnsOf(template).some(({ kind }) => kind === 'text')).toBe(false);
	expect(columnsOf(template).length).toBeGreaterThan(0);
});
