import { expect, test } from 'vitest';
import { anAudit, id } from '../../../tests/fixtures/records.ts';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { carryOn, dipSamples, ofMyCases, ofOthers, openToReply, submitted, toDo } from './listings.ts';

const me = id(10);
const listing = (name: string, head: Partial<AuditHead> = {}) => ({
	...{ id: name, head: anAudit(head).head, judged: 0, asked: 10, alerts: 0, conflicts: 0, unsent: 0 }
});
const ids = (listings: readonly { id: string }[]) => listings.map((one) => one.id);
const dip = { sample: id(50), sampleName: 'Seen and planned for, March', template: { id: 't07-dip', ver: 1 } };

test('what is due soonest stands first, what is begun before what is not', () => {
	const all = [
		listing('late', { dueOn: '2026-03-31', state: 'allocated' }),
		listing('open', { dueOn: '2026-03-20', state: 'allocated' }),
		listing('begun', { dueOn: '2026-03-20', state: 'begun' })
	];
	expect(ids(toDo(all, me))).toEqual(['begun', 'open', 'late']);
});

test('one carries on with what is begun, not with what is merely due', () => {
	const all = [listing('soon', { dueOn: '2026-03-13', state: 'allocated' }), listing('begun', { state: 'begun' })];
	expect(carryOn(all, me)?.id).toBe('begun');
	expect(carryOn(all.slice(0, 1), me)).toBeNull();
});

test('the children of a dip sample stand together and not among the audits', () => {
	const all = [
		listing('a', { ...dip, state: 'submitted' }),
		listing('b', { ...dip, state: 'begun' }),
		listing('c', { ...dip, state: 'allocated' })
	];
	expect(toDo(all, me)).toEqual([]);
	expect(dipSamples(all, me)).toMatchObject([{ name: 'Seen and planned for, March', all: 3, done: 1, begun: 1 }]);
});

test('a whole audit drawn in a sample is still an audit', () => {
	expect(ids(toDo([listing('cj', { sample: id(51), template: { id: 'cj', ver: 1 } })], me))).toEqual(['cj']);
});

test('the audits of others are theirs', () => {
	const all = [listing('mine'), listing('theirs', { auditor: id(77) })];
	expect(ids(toDo(all, me))).toEqual(['mine']);
	expect(ids(ofOthers(all, me))).toEqual(['theirs']);
});

test('what was submitted last stands first', () => {
	const all = [
		listing('before', { state: 'submitted', submittedAt: '2026-03-01T10:00:00.000Z' }),
		listing('after', { state: 'submitted', submittedAt: '2026-03-08T10:00:00.000Z' })
	];
	expect(ids(submitted(all, me))).toEqual(['after', 'before']);
});

test('the audits of one’s own cases are a list of their own, those of dip samples too', () => {
	const all = [
		listing('of my case', { auditor: id(77), worker: me }),
		listing('its dip', { ...dip, auditor: id(77), worker: me, dueOn: '2026-04-30' }),
		listing('of another', { auditor: id(77), worker: id(78) }),
		listing('mine, and I am its worker', { worker: me })
	];
	expect(ids(ofMyCases(all, me))).toEqual(['of my case', 'its dip']);
	expect(ids(ofOthers(all, me))).toEqual(['of another']);
});

test('of them those wait for words whose grade is not final', () => {
	const mine = { auditor: id(77), worker: me };
	const at = '2026-03-12T10:00:00.000Z';
	const all = [
		listing('not shown', mine),
		listing('asked', { ...mine, replyAskedAt: at }),
		listing('submitted', { ...mine, state: 'submitted', submittedAt: at }),
		listing('long ago', { ...mine, state: 'submitted', submittedAt: '2026-02-12T10:00:00.000Z' }),
		listing('settled', { ...mine, state: 'submitted', submittedAt: at, moderated: { grade: 'good', at, by: 'm' } })
	];
	expect(ids(openToReply(all, me, '2026-03-13')).toSorted()).toEqual(['asked', 'submitted']);
});
