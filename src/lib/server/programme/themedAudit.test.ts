import { expect, test } from 'vitest';
import { wholeCaseload } from '#lib/domain/programme/Activity.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { retire } from '../templates/retiring.useCases.ts';
import { as, north, south } from '../../../../tests/fixtures/builders.ts';
import { aProgramme, valueOf } from './aProgramme.fixture.ts';
import { noteConflict, noteLeave, saveTraining } from './register.useCases.ts';
import { lookAtThemed, startThemed, type ThemedWish } from './themedAudit.ts';

const wish: ThemedWish = {
	name: '6 plans across teams',
	template: 'small',
	cases: { ...wholeCaseload, months: 0 },
	number: 6,
	roles: ['auditor'],
	dueOn: '2026-03-26',
	seed: '417-heron'
};
const training = { trainedFor: ['child-journey', 'themed', 'dip'] as const, isModerator: false, deputy: null };

forEachDatabase((open) => {
	async function world() {
		const council = await aProgramme(await open());
		const { db } = council.server.database;
		const nothingDone = async () => {
			const cases = await db.selectFrom('sample').leftJoin('sample_case', 'sample_id', 'id').select('id').execute();
			const audits = await db.selectFrom('record').select('id').where('kind', '=', 'audit').execute();
			expect([...cases, ...audits]).toEqual([]);
		};
		const everyone = [council.ada, council.ben, council.cat];
		return { ...council, everyone, nothingDone };
	}

	test('what is looked at is what then goes out, drawn and given in one step', async () => {
		const { acting, server, nothingDone, ada } = await world();
		const seen = valueOf(await lookAtThemed(acting(), wish));
		expect(seen).toMatchObject({ wanted: 6, drawn: 6, given: 6, relax: [] });
		await nothingDone();
		const gone = valueOf(await startThemed(acting(), wish));
		expect({ ...gone, sample: '' }).toEqual({ ...seen, sample: '' });
		const tablet = await server.tablet(ada);
		await tablet.pulls();
		expect([...tablet.state.held.values()].filter(({ record }) => record.kind === 'audit')).toHaveLength(2);
	});

	test('all auditors on leave: it says so, and nothing is drawn', async () => {
		const { acting, everyone, nothingDone } = await world();
		for (const { id } of everyone) await noteLeave(acting(), id, { from: '2026-03-12', to: '2026-04-10' });
		for (const attempt of [lookAtThemed, startThemed])
			expect(await attempt(acting(), wish)).toMatchObject({ problem: { code: 'activity.nobody-of-role' } });
		await nothingDone();
	});

	test('every auditor in conflict with every team: nobody can, and nothing is drawn', async () => {
		const { acting, everyone, nothingDone } = await world();
		for (const { id } of everyone) {
			for (const of of [north.team, south.team])
				expect(await noteConflict(acting(), id, { kind: 'team', of, reason: 'Related' })).toMatchObject({ ok: true });
		}
		expect(await startThemed(acting(), wish)).toMatchObject({ problem: { code: 'activity.nobody-can' } });
		await nothingDone();
	});

	test('capacity of nought: nobody can, and nothing is drawn', async () => {
		const { acting, everyone, nothingDone } = await world();
		for (const { id } of everyone)
			valueOf(await saveTraining(acting(), id, { ...training, trainedFor: [...training.trainedFor], capacity: 0 }));
		expect(await startThemed(acting(), wish)).toMatchObject({ problem: { code: 'activity.nobody-can' } });
		await nothingDone();
	});

	test('a template retired between looking and sending out: it says so, and nothing is drawn', async () => {
		const { acting, nothingDone } = await world();
		valueOf(await lookAtThemed(acting(), wish));
		valueOf(await retire(acting(), 'small', 'A new set is coming'));
		expect(await startThemed(acting(), wish)).toMatchObject({ problem: { code: 'activity.template-retired' } });
		await nothingDone();
	});

	test('a group of the caseload with no cases: nobody is left, and nothing is drawn', async () => {
		const { acting, nothingDone } = await world();
		const cases = { ...wish.cases, teams: ['A team that is no more'] };
		expect(await startThemed(acting(), { ...wish, cases })).toMatchObject({
			problem: { code: 'activity.nobody-left' }
		});
		await nothingDone();
	});

	test.each([
		['no name', { name: ' ' }, 'activity.name-missing'],
		['nought of them', { number: 0 }, 'activity.number-range'],
		['nobody to do it', { roles: ['board'] }, 'themed.nobody-chosen'],
		['a day that is none', { dueOn: '2026-02-30' }, 'allocation.not-a-day'],
		['a Sunday', { dueOn: '2026-03-29' }, 'themed.not-working-day']
	])('%s is refused before anything is drawn', async (_, more, code) => {
		const { acting, nothingDone } = await world();
		expect(await startThemed(acting(), { ...wish, ...more })).toMatchObject({ problem: { code } });
		await nothingDone();
	});

	test('only who keeps the programme may', async () => {
		const { server } = await world();
		const manager = server.acting(await server.person([as('team-manager', north)]));
		for (const attempt of [lookAtThemed, startThemed])
			await expect(attempt(manager, wish)).rejects.toMatchObject({ status: 403 });
	});
});
