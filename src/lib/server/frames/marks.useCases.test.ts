import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { as, aServer, north } from '../../../../tests/fixtures/builders.ts';
import { aCaseload, aFrameCase, simpleRule } from '../../../../tests/fixtures/frames.ts';
import { drawAndKeep, planSample, readSample } from '../samples/samples.useCases.ts';
import { acceptFrame } from './frames.useCases.ts';
import { forgetGoneMarks, listMarks, markCases, unmarkCase } from './marks.useCases.ts';

const given = { cases: aCaseload(6), takenOn: '2026-03-09', source: 'A report' };
const [one, two, three, four] = ['9X-100000', '9X-100001', '9X-100002', '9X-100003'] as const;
const usual = {
	...simpleRule(2),
	exclusions: [
		{ reason: 'restricted-record' as const },
		{ reason: 'open-complaint' as const },
		{ reason: 'sibling-in-open-sample' as const }
	],
	onePerHousehold: true
};

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const acting = server.acting(await server.person([as('qa-manager')]));
		await acceptFrame(acting, given);
		const leftOut = async () => {
			const plan = await planSample(acting, usual);
			return plan.ok ? plan.value.excluded.map(({ caseRef, reason }) => `${caseRef} ${reason}`) : [];
		};
		const marks = async () => (await listMarks(acting)).map(({ caseRef, kind }) => `${kind} ${caseRef}`);
		const households = async () =>
			[...Map.groupBy(await listMarks(acting), ({ household }) => household)]
				.filter(([household]) => household !== null)
				.map(([, of]) => of.map(({ caseRef }) => caseRef).sort());
		return { server, acting, leftOut, marks, households };
	}

	test('a restricted record and an open complaint are marked by their numbers, left out of draws, and taken off again', async () => {
		const { acting, leftOut, marks } = await world();
		expect(await markCases(acting, { kind: 'restricted', typed: `${one}\n${two.toLowerCase()}` })).toEqual({
			ok: true,
			value: { marked: 2 }
		});
		await markCases(acting, { kind: 'complaint', typed: three });
		expect(await leftOut()).toEqual([
			`${one} restricted-record`,
			`${two} restricted-record`,
			`${three} open-complaint`
		]);
		expect(await unmarkCase(acting, { kind: 'restricted', caseRef: two })).toMatchObject({ ok: true });
		expect(await unmarkCase(acting, { kind: 'restricted', caseRef: two })).toMatchObject({
			problem: { code: 'mark.not-there' }
		});
		expect(await marks()).toEqual([`complaint ${three}`, `restricted ${one}`]);
	});

	test('siblings: one is drawn and the others pass, none while one is in an open sample; whoever joins one joins all', async () => {
		const { acting, leftOut, households } = await world();
		await markCases(acting, { kind: 'household', typed: `${one}, ${two}` });
		await markCases(acting, { kind: 'household', typed: `${two}; ${three}` });
		expect(await households()).toEqual([[one, two, three]]);
		const rule = { ...usual, method: { kind: 'simple-random' as const, size: 4 } };
		const order = { name: 'S', template: { id: 'small', ver: 1 }, seed: '417-heron' };
		const drawn = await drawAndKeep(acting, { ...order, rule });
		const cases = drawn.ok ? drawn.value.cases.map(({ caseRef }) => caseRef) : [];
		expect(cases.filter((ref) => ref === one || ref === two || ref === three)).toHaveLength(1);
		expect(
			await drawAndKeep(acting, { ...order, rule: { ...rule, method: { kind: 'simple-random', size: 5 } } })
		).toMatchObject({
			ok: false
		});
		expect(await leftOut()).toEqual([one, two, three].map((ref) => `${ref} sibling-in-open-sample`));
		await unmarkCase(acting, { kind: 'household', caseRef: one });
		expect(await households()).toEqual([[two, three]]);
		await unmarkCase(acting, { kind: 'household', caseRef: two });
		expect(await households()).toEqual([]);
	});

	test.each([
		['nothing typed', 'complaint', ' \n', 'mark.nobody'],
		['a number that is not there', 'complaint', `${one}\n9X-7`, 'mark.not-in-caseload'],
		['a name', 'restricted', 'Sam Okafor', 'mark.not-in-caseload'],
		['a household of one', 'household', one, 'mark.alone'],
		[
			'more than anyone types',
			'complaint',
			Array.from({ length: 201 }, (_, at) => `9X-${at}`).join('\n'),
			'mark.too-many'
		]
	] as const)('%s: refused, and nothing is marked', async (_, kind, typed, code) => {
		const { acting, marks } = await world();
		expect(await markCases(acting, { kind, typed })).toMatchObject({ problem: { code } });
		expect(await marks()).toEqual([]);
	});

	test('an import with the columns says all there is to say of them, but for what was marked by hand; no case keeps any', async () => {
		const { server, acting, marks } = await world();
		await markCases(acting, { kind: 'complaint', typed: four });
		const said = [
			{ ...aFrameCase(0), restricted: true, complaint: false, household: 'h1' },
			{ ...aFrameCase(1), restricted: false, complaint: true, household: 'h1' },
			{ ...aFrameCase(3), restricted: false, complaint: false, household: null }
		];
		expect(await acceptFrame(acting, { ...given, cases: said })).toMatchObject({ ok: true });
		expect(await marks()).toEqual([
			`complaint ${two}`,
			`complaint ${four}`,
			`household ${one}`,
			`household ${two}`,
			`restricted ${one}`
		]);
		const facts = await server.database.db.selectFrom('frame_case').select('facts').execute();
		expect(JSON.stringify(facts)).not.toMatch(/restricted|complaint|household/);
		await acceptFrame(acting, {
			...given,
			cases: said.map((row) => ({ ...row, restricted: false, complaint: false }))
		});
		expect(await marks()).toEqual([`complaint ${four}`, `household ${one}`, `household ${two}`]);
		await acceptFrame(acting, { ...given, cases: aCaseload(2) });
		expect(await marks()).toEqual([`complaint ${four}`, `household ${one}`, `household ${two}`]);
		expect(await forgetGoneMarks(acting)).toEqual({ forgotten: 1 });
		expect(await marks()).toEqual([`household ${one}`, `household ${two}`]);
	});

	test('who keeps the caseload sees and sets them, each time noted; whoever draws is told how many and not whom', async () => {
		const { server, acting } = await world();
		await markCases(acting, { kind: 'restricted', typed: one });
		const sm = server.acting(await server.person([as('service-manager', { service: north.service })]));
		for (const act of [
			() => listMarks(sm),
			() => markCases(sm, { kind: 'complaint', typed: one }),
			() => unmarkCase(sm, { kind: 'restricted', caseRef: one }),
			() => forgetGoneMarks(sm)
		]) {
			await expect(act()).rejects.toMatchObject({ status: 403 });
		}
		const drawn = await drawAndKeep(sm, {
			name: 'S',
			template: { id: 'small', ver: 1 },
			rule: usual,
			seed: '417-heron'
		});
		const read = await readSample(sm, drawn.ok ? drawn.value.id : '');
		expect(read.statement.exclusions.map(({ count }) => count)).toEqual([1, 0, 0]);
		expect(JSON.stringify(read)).not.toContain(one);
		expect(JSON.stringify(await readSample(acting, read.id))).toContain(one);
		await listMarks(acting);
		const { db } = server.database;
		const seen = await db.selectFrom('access_log').select('case_ref').where('id', '=', 'marks').execute();
		expect(seen).toEqual([{ case_ref: one }]);
		const log = await db.selectFrom('change_body').select('body').execute();
		expect(log.filter(({ body }) => body.includes('case.mark'))).toHaveLength(1);
	});
});
