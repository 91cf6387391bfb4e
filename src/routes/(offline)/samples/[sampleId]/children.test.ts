import { expect, test } from 'vitest';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { anAudit, aSmallTemplate, id } from '../../../../../tests/fixtures/records.ts';
import { childrenOf, columnsOf, groupByRoute, hrefOf, nextChild } from './children.ts';

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
const unread = (name: string, head: Partial<AuditHead> = {}) => ({ listing: listing(name, head), audit: null });

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
	expect(
		groupByRoute(mine.map((one) => ({ listing: one, audit: null }))).map(({ route, children }) => [
			route,
			children.length
		])
	).toEqual([
		['nominated', 1],
		['random', 2]
	]);
});

test('the next child is the one begun, then the first that is not', () => {
	const begun = unread('begun', { state: 'begun' });
	const fresh = unread('fresh', { state: 'allocated' });
	const done = unread('done', { state: 'submitted' });
	expect(nextChild([done, fresh, begun])).toBe(begun);
	expect(nextChild([done, fresh])).toBe(fresh);
	expect(nextChild([done])).toBeNull();
});

test('a child opens in its first section; one submitted where it is read', () => {
	const template = aSmallTemplate();
	expect(hrefOf(unread('a'), template)).toBe(`/audits/a/${template.sections[0]?.id}`);
	expect(hrefOf(unread('a', { state: 'submitted' }), template)).toBe('/audits/a');
});

test('what is answered in sentences has no column', () => {
	const template = aSmallTemplate();
	expect(columnsOf(template).some(({ kind }) => kind === 'text')).toBe(false);
	expect(columnsOf(template).length).toBeGreaterThan(0);
});
