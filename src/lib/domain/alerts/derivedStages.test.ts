import { describe, expect, test } from 'vitest';
import { anAudit, id } from '../../../../tests/fixtures/records.ts';
import type { AuditRecord, Field } from '../changes/RecordState.ts';
import { readAlertLogs } from './AlertLog.ts';
import { acknowledged, aLog, checked, recorded, thursday, told, who } from './alerts.fixture.ts';
import { nextDerived, writeDerived, type Shown } from './derivedStages.ts';

const at = (day: number) => `2026-04-${String(day).padStart(2, '0')}T09:00:00.000Z`;
const nothing: Shown = {
	...{ submittedAt: at(7), first: 'inadequate', moderated: null, actions: [], again: null, sustained: null }
};
const action = (state: 'issued' | 'done' | 'verified' | 'not-needed', raisedAt = at(8)) => ({
	id: id(70),
	state,
	raisedAt
});
const safe = [told(), acknowledged(at(3)), checked(at(3))];
const planned = [...safe, recorded(at(8), 'reflective-meeting', 'held'), recorded(at(8), 'remedial-plan', 'made')];
const next = (log: readonly ReturnType<typeof told>[], shown: Partial<Shown>) =>
	nextDerived(aLog(...log), { ...nothing, ...shown }, at(20));

describe('what the records show', () => {
	test('nothing, where there is nothing', () => {
		expect(next(planned, {})).toBeNull();
	});

	test.each([
		['inadequate', 'agreed'],
		['requires-improvement', 'changed']
	])('a second grade of %s: %s, for an audit first graded Inadequate', (grade, outcome) => {
		expect(next(planned, { moderated: { grade, by: id(80) } })).toEqual({
			stage: 'moderation',
			outcome,
			reference: id(80)
		});
	});

	test('the actions are done once all of them are, and only after there is a plan', () => {
		expect(next(safe, { actions: [action('done')] })).toBeNull();
		expect(next(planned, { actions: [action('done'), action('issued')] })).toBeNull();
		expect(next(planned, { actions: [action('done'), action('not-needed')] })).toMatchObject({ stage: 'actions-done' });
		expect(next(planned, { actions: [action('not-needed')] })).toBeNull();
	});

	test('verified after done, the later audit after verified, what held after that', () => {
		const done = [...planned, recorded(at(9), 'moderation', 'agreed'), recorded(at(10), 'actions-done', 'done')];
		expect(next(done, { actions: [action('done')] })).toBeNull();
		expect(next(done, { actions: [action('verified')] })).toMatchObject({ stage: 'verified', outcome: 'verified' });
		const verified = [...done, recorded(at(11), 'verified', 'verified')];
		expect(next(verified, { again: { id: id(90), grade: null } })).toBeNull();
		expect(next(verified, { again: { id: id(90), grade: 'good' } })).toEqual({
			stage: 're-audit',
			outcome: 'better',
			reference: id(90)
		});
		expect(next(verified, { again: { id: id(90), grade: 'inadequate' } })).toMatchObject({ outcome: 'inadequate' });
		const better = [...verified, recorded(at(12), 're-audit', 'better')];
		expect(next(better, { sustained: { id: id(91), grade: 'good' } })).toMatchObject({
			stage: 'sustained',
			outcome: 'yes'
		});
	});

	test('what somebody wrote stands, whatever the records say', () => {
		const written = [...planned, recorded(at(9), 'moderation', 'agreed')];
		expect(next(written, { moderated: { grade: 'good', by: id(80) } })).toBeNull();
	});

	test('in a new round the old actions and the old audit do not count', () => {
		const still = [
			...planned,
			...[recorded(at(9), 'moderation', 'agreed'), recorded(at(10), 'actions-done', 'done')],
			...[recorded(at(11), 'verified', 'verified'), recorded(at(12), 're-audit', 'inadequate')],
			...[recorded(at(13), 'still-inadequate', 'decided'), recorded(at(14), 'remedial-plan', 'made')]
		];
		const again = { id: id(90), grade: 'good' };
		expect(next(still, { actions: [action('verified')], again })).toBeNull();
		expect(next(still, { actions: [action('verified'), action('done', at(15))] })).toMatchObject({
			stage: 'actions-done'
		});
	});
});

test('a derived line stands in the log under the server’s own name, and the counts of the head follow', () => {
	const field = (value: Field['value'], ver: number): Field => ({
		ver,
		value,
		by: who.manager,
		at: thursday,
		client: null
	});
	const audit: AuditRecord = anAudit(
		{ openAlerts: 1, openPathways: 1 },
		{ [`alert/${id(500)}`]: field({ concern: 'Nobody has visited.' }, 1) }
	);
	const derived = { stage: 'moderation', outcome: 'agreed', reference: id(80) } as const;
	const { record, key } = writeDerived(audit, id(500), derived, { id: id(900), at: at(9) });
	expect(record.ver).toBe(audit.ver + 1);
	expect(record.fields.get(key)).toMatchObject({ by: 'dipper', ver: record.ver });
	expect(readAlertLogs(record.fields)[0]?.entries).toMatchObject([
		{ entry: 'stage', stage: 'moderation', by: 'dipper' }
	]);
	expect(record.head).toMatchObject({ openAlerts: 1, openPathways: 1 });
});
