import { expect, test } from 'vitest';
import { roles } from '#lib/domain/access/Person.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { testDatabase } from '../db/testDatabase.ts';
import { verifyLog } from '../log/changeLog.ts';
import { readHistory } from '../records/readRecord.ts';
import { findRecord } from '../records/records.repository.ts';
import { answers, as, aServer } from '../../../../tests/fixtures/builders.ts';
import { applyParked, discardParked, listParked } from './parked.useCases.ts';

/** Ada's answer came after her audit was given to Ben. */
async function world() {
	const server = await aServer(await testDatabase());
	const qa = await server.person([as('qa-manager')]);
	const ada = await server.person([as('auditor')]);
	const ben = await server.person([as('auditor')]);
	const audit = (await server.audit({ auditor: ben.id })).record;
	const tablet = await server.tablet(ada);
	const [result] = await tablet.sends(answers(audit, 'CJ2.1', 'no'));
	const [parked] = await listParked(server.acting(ada));
	return { server, qa, ada, ben, audit, result, parked: must(parked, 'the recovered work').id };
}

test('W1: what was refused is kept whole, with the reason, for its author to see', async () => {
	const { server, ada, audit, result } = await world();
	expect(result).toMatchObject({ st: 'parked', code: 'NO_PERMISSION' });
	const [one] = await listParked(server.acting(ada));
	expect(one?.head).toMatchObject({ state: 'waiting', code: 'NO_PERMISSION', by: ada.id, about: audit });
	expect(one?.head.change).toMatchObject({ name: 'answer.set', args: { question: 'CJ2.1', value: 'no' } });
});

test.each(roles.filter((role) => role !== 'qa-manager'))(
	'to someone who is %s, another’s recovered work is not there',
	async (role) => {
		const { server, parked } = await world();
		const acting = server.acting(await server.person([as(role)]));
		expect(await listParked(acting)).toEqual([]);
		await expect(applyParked(acting, parked)).rejects.toMatchObject({ status: 404 });
		await expect(discardParked(acting, parked, 'Not needed')).rejects.toMatchObject({ status: 404 });
	}
);

test.each(['', 'none', 'a\u0000b', '\ud800'])('recovered work of the id %j is not found', async (id) => {
	const { server, qa } = await world();
	await expect(applyParked(server.acting(qa), id)).rejects.toMatchObject({ status: 404 });
});

test('I1: let in, it stands in the audit and in history once, in its author’s name', async () => {
	const { server, qa, ada, audit, parked } = await world();
	expect(await applyParked(server.acting(qa), parked)).toMatchObject({ ok: true });
	expect(await applyParked(server.acting(qa), parked)).toMatchObject({
		ok: false,
		problem: { code: 'parked.settled' }
	});
	const kept = await findRecord(server.database.db, audit);
	expect(kept?.state.fields.get('answer/CJ2.1')).toMatchObject({ value: 'no', by: ada.id });
	const written = (await readHistory(server.acting(qa), audit)).filter(({ how }) => how === 'written');
	expect(written).toMatchObject([{ key: 'answer/CJ2.1', value: 'no', by: ada.id, name: 'answer.set' }]);
	expect(await listParked(server.acting(ada))).toEqual([]);
	expect(await verifyLog(server.database.db)).toMatchObject({ ok: true });
});

test('two QA managers who decide at once: the first does, the second is told', async () => {
	const { server, qa, parked } = await world();
	const other = await server.person([as('qa-manager')]);
	const [one, two] = await Promise.all([
		applyParked(server.acting(qa), parked),
		discardParked(server.acting(other), parked, 'Answered since')
	]);
	expect([one.ok, two.ok].filter(Boolean)).toHaveLength(1);
});

test('put aside for no reason, it stays', async () => {
	const { server, qa, parked } = await world();
	for (const reason of ['', '  ', '\n\t'])
		expect(await discardParked(server.acting(qa), parked, reason)).toMatchObject({ ok: false });
	expect(await listParked(server.acting(qa))).toHaveLength(1);
});
