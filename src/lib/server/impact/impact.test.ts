import { expect, test } from 'vitest';
import type { ActionHead, AuditHead, AuditRecord, Field, Json } from '#lib/domain/changes/RecordState.ts';
import { as, noon, north, type TestServer } from '../../../../tests/fixtures/builders.ts';
import { makeSeed } from '#lib/domain/sampling/seed.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { readConfig } from '../config.ts';
import { answerFindings, seeFindings } from '../findings/findings.useCases.ts';
import { gatherFindings } from '../findings/gatherFindings.ts';
import { updatePerson } from '../people/people.repository.ts';
import { aProgramme, valueOf } from '../programme/aProgramme.fixture.ts';
import { readHistory } from '../records/readRecord.ts';
import { findRecord, updateRecord } from '../records/records.repository.ts';
import { impactDay } from './checkImpact.ts';
import { findChecks, listSampleAudits } from './impact.repository.ts';

const dayMs = 86_400_000;
/** A Friday ninety-nine days on. */
const later = noon + 99 * dayMs;

forEachDatabase((open) => {
	async function world({ gaps = 18, of = 20 } = {}) {
		const { server, qa, cat, ada } = await aProgramme(await open(), { children: 80 });
		const before = new Date(noon - dayMs).toISOString();
		for (let one = 0; one < of; one += 1) {
			const answer = one < gaps ? 'no' : 'yes';
			await server.audit(
				{ ...submittedAt(before), auditor: cat.id, worker: null, caseRef: `8X-${one}`, ...north },
				fieldsOf(cat.id, before, answer)
			);
		}
		await gather(server);
		const findings = (await seeFindings(server.acting(qa))).map(({ id }) => id);
		const wish = { theme: 'untagged', findings, level: 'team' as const, owner: cat.id, dueOn: '2026-04-10' };
		const said = { says: 'No plan.', what: 'Plans within ten days', difference: 'The child has a plan.' };
		const action = valueOf(await answerFindings(server.acting(qa), { ...wish, ...said }));
		await change(server, action, { state: 'verified', stateSince: new Date(noon).toISOString() });
		server.clock.now = later;
		const day = (more: object = {}) =>
			impactDay({ database: server.database, now: server.clock.now, newSeed: () => makeSeed(7), ...more });
		return { server, qa, ada, cat, action, day };
	}

	const submittedAt = (at: string): Partial<AuditHead> => ({ state: 'submitted', submittedAt: at, route: 'random' });
	function fieldsOf(by: string, at: string, answer: string): Record<string, Field> {
		const field = (value: Json): Field => ({ ver: 1, value, by, at, client: null });
		return { 'answer/CJ2.1': field(answer) };
	}

	const gather = ({ database, clock }: TestServer) =>
		gatherFindings.run({
			...{ database, config: readConfig({}), now: clock.now },
			...{ signal: new AbortController().signal, stillMine: () => Promise.resolve() }
		});

	async function change({ database, clock }: TestServer, id: string, more: Partial<ActionHead>) {
		const found = await findRecord(database.db, { kind: 'action', id });
		if (found === null) throw new Error('no action');
		const head = { ...found.state.head, ...more };
		await database.transaction((trx) =>
			updateRecord(trx, { ...found.state, ver: found.state.ver + 1, head } as never, [], clock.now)
		);
	}

	/** The auditors of the sample submit: in so many the gap is still there. */
	async function comesIn(server: TestServer, sample: string, gaps: number, most = Infinity) {
		const ids = (await listSampleAudits(server.database.db, sample)).slice(0, most);
		const at = new Date(server.clock.now).toISOString();
		for (const [index, id] of ids.entries()) {
			const audit = (await findRecord(server.database.db, { kind: 'audit', id }))?.state as AuditRecord;
			const fields = new Map(Object.entries(fieldsOf(audit.head.auditor, at, index < gaps ? 'no' : 'yes')));
			const head: AuditHead = { ...audit.head, state: 'submitted', submittedAt: at };
			await server.database.transaction((trx) =>
				updateRecord(trx, { ...audit, ver: 2, head, fields }, [...fields.keys()], server.clock.now)
			);
		}
		await gather(server);
		return ids.length;
	}

	const headOf = async ({ database }: TestServer, id: string) =>
		(await findRecord(database.db, { kind: 'action', id }))?.state.head as ActionHead;
	const only = async ({ database }: TestServer, action: string) => {
		const [check, ...rest] = await findChecks(database.db, action);
		if (check === undefined || rest.length > 0) throw new Error('not one check');
		return check;
	};

	test('P17: ninety days after it was verified a fresh sample is drawn by itself and given out, once', async () => {
		const { server, action, day } = await world();
		expect(await day({ now: noon + 88 * dayMs })).toMatchObject({ drawn: 0 });
		expect(await day()).toMatchObject({ drawn: 1, stuck: 0 });
		expect(await day()).toMatchObject({ drawn: 0 });
		const check = await only(server, action);
		expect(check).toMatchObject({ before_count: 18, before_of: 20, questions: ['CJ2.1'], state: 'drawn' });
		const audits = await listSampleAudits(server.database.db, check.sample_id ?? '');
		expect(audits).toHaveLength(20);
		const heads = await Promise.all(audits.map((id) => findRecord(server.database.db, { kind: 'audit', id })));
		for (const one of heads) {
			const head = one?.state.head as AuditHead;
			// Of the team the action is for, on the sections where the gap was, by somebody who may.
			expect(head).toMatchObject({ sections: ['CJ2'], impactOf: action, team: north.team, dueOn: check.due_on });
		}
	});

	test('practice moved: the loop closes by itself, with the figures in its history', async () => {
		const { server, qa, action, day } = await world();
		await day();
		const { sample_id: sample } = await only(server, action);
		await comesIn(server, sample ?? '', 4);
		expect(await day()).toMatchObject({ settled: 1 });
		expect(await headOf(server, action)).toMatchObject({ state: 'closed' });
		expect(await only(server, action)).toMatchObject({
			verdict: 'moved',
			after_count: 4,
			after_of: 20,
			state: 'settled'
		});
		const history = await readHistory(server.acting(qa), { kind: 'action', id: action });
		expect(JSON.stringify(history)).toContain('18/20 → 4/20');
		expect((await seeFindings(server.acting(qa), { action }))[0]?.state).toBe('closed');
		expect(await day()).toMatchObject({ drawn: 0, settled: 0 });
	});

	test('practice did not move: the loop opens again with its owner, and is looked at anew once it is verified again', async () => {
		const { server, action, day } = await world({ gaps: 6 });
		await day();
		await comesIn(server, (await only(server, action)).sample_id ?? '', 19);
		expect(await day()).toMatchObject({ settled: 1 });
		expect(await headOf(server, action)).toMatchObject({ state: 'returned', reopened: 1, extensions: 0 });
		await change(server, action, { state: 'verified', stateSince: new Date(later).toISOString() });
		server.clock.now = later + 91 * dayMs;
		expect(await day()).toMatchObject({ drawn: 1 });
		expect((await findChecks(server.database.db, action)).map(({ round }) => round)).toEqual([0, 1]);
	});

	test('where it cannot be told nothing is closed or opened: a manager decides', async () => {
		const { server, action, day } = await world({ gaps: 10 });
		await day();
		await comesIn(server, (await only(server, action)).sample_id ?? '', 8);
		expect(await day()).toMatchObject({ undecided: 1 });
		expect(await headOf(server, action)).toMatchObject({ state: 'verified' });
		expect(await only(server, action)).toMatchObject({ verdict: 'cannot-tell', state: 'undecided' });
		expect(await day()).toMatchObject({ undecided: 0, drawn: 0 });
	});

	test('audits that never come in hold the verdict up for ten working days and no longer', async () => {
		const { server, action, day } = await world();
		await day();
		const { sample_id: sample, due_on: due } = await only(server, action);
		await comesIn(server, sample ?? '', 2, 15);
		expect(await day({ now: Date.parse(`${due}T12:00:00.000Z`) })).toMatchObject({ settled: 0 });
		expect(await day({ now: Date.parse(`${due}T12:00:00.000Z`) + 17 * dayMs })).toMatchObject({ settled: 1 });
		expect(await only(server, action)).toMatchObject({ after_count: 2, after_of: 15, verdict: 'moved' });
	});

	test('a manager who gave a verdict meanwhile is not overruled', async () => {
		const { server, action, day } = await world();
		await day();
		await comesIn(server, (await only(server, action)).sample_id ?? '', 20);
		await change(server, action, { state: 'closed' });
		await day();
		expect(await headOf(server, action)).toMatchObject({ state: 'closed' });
		expect(await only(server, action)).toMatchObject({ state: 'settled', after_count: 20 });
	});

	test('audits that were not drawn by chance are no measure of practice', async () => {
		const { server, cat, action, day } = await world();
		const at = new Date(noon - dayMs).toISOString();
		await server.audit(
			{ ...submittedAt(at), route: 'nominated', auditor: cat.id, caseRef: '8X-nominated', ...north },
			fieldsOf(cat.id, at, 'no')
		);
		await gather(server);
		await day();
		expect(await only(server, action)).toMatchObject({ before_count: 18, before_of: 20, before_left_out: 1 });
	});

	test('what stops the draw is kept and tried again on the next working day', async () => {
		const { server, action, day } = await world();
		const head = await headOf(server, action);
		await change(server, action, { team: crypto.randomUUID() });
		expect(await day()).toMatchObject({ drawn: 0, stuck: 1 });
		expect(await only(server, action)).toMatchObject({ state: 'stuck', problem: 'impact.no-team', sample_id: null });
		await change(server, action, { team: head.team });
		expect(await day({ now: later + dayMs })).toEqual({ workingDay: false });
		expect(await day({ now: later + 3 * dayMs })).toMatchObject({ drawn: 1, stuck: 0 });
		expect(await only(server, action)).toMatchObject({ state: 'drawn', problem: null });
	});

	test('one vacant post stops nothing: with no QA manager it is drawn by whoever keeps the programme', async () => {
		const { server, qa, day } = await world();
		await updatePerson(server.database.db, { ...qa, status: 'deactivated', email: null, phone: null });
		expect(await day()).toEqual({ workingDay: true, nobody: true });
		await server.person([as('director')]);
		expect(await day()).toMatchObject({ drawn: 1 });
	});
});
