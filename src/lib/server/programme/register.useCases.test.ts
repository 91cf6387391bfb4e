import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { as, aServer, north } from '../../../../tests/fixtures/builders.ts';
import { id } from '../../../../tests/fixtures/records.ts';
import {
	excuse,
	listApprovers,
	listRegister,
	noteConflict,
	noteLeave,
	saveTraining,
	seeRegisterEntry,
	takeOut
} from './register.useCases.ts';

const training = { capacity: 4, trainedFor: ['themed'] as const, isModerator: true, deputy: null };
const codeOf = async (work: Promise<{ ok: boolean; problem?: { code: string } }>) => (await work).problem?.code ?? 'ok';

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const qa = server.acting(await server.person([as('qa-manager')]));
		const director = await server.person([as('director')], { name: 'Alan Thorne' });
		const ada = await server.person([as('auditor')], { name: 'Ada Wren' });
		const ben = await server.person([as('auditor')], { name: 'Ben Coe' });
		const worker = await server.person([as('practitioner')]);
		return { server, qa, director, ada, ben, worker };
	}

	test('the register keeps training, capacity, deputy, leave, exemptions and conflicts of each auditor', async () => {
		const { qa, director, ada, ben } = await world();
		expect(await saveTraining(qa, ada.id, { ...training, deputy: ben.id })).toMatchObject({ ok: true });
		expect(await noteLeave(qa, ada.id, { from: '2026-03-16', to: '2026-03-20' })).toMatchObject({ ok: true });
		const until = { until: '2026-06-30', reason: ' New in post ', approvedBy: director.id };
		expect(await excuse(qa, ada.id, until)).toMatchObject({ ok: true });
		const conflict = { kind: 'team', of: north.team, reason: 'Managed it last year' } as const;
		expect(await noteConflict(qa, ada.id, conflict)).toMatchObject({ ok: true });
		const register = await listRegister(qa);
		expect(register.find(({ id: one }) => one === ada.id)).toMatchObject({
			name: 'Ada Wren',
			capacity: 4,
			load: 0,
			trainedFor: ['themed'],
			leave: [{ from: '2026-03-16', to: '2026-03-20' }],
			exempt: { until: '2026-06-30', reason: 'New in post', approvedBy: director.id },
			conflicts: [conflict],
			entry: { isModerator: true, deputy: ben.id }
		});
		expect(register.find(({ id: one }) => one === ben.id)).toMatchObject({ capacity: 12, entry: { leave: [] } });
		const { entry } = await seeRegisterEntry(qa, ada.id);
		await takeOut(qa, ada.id, 'auditor_exemption', entry.exemptions[0]?.id ?? '');
		await takeOut(qa, ada.id, 'auditor_conflict', entry.conflicts[0]?.id ?? '');
		expect((await seeRegisterEntry(qa, ada.id)).entry).toMatchObject({ exemptions: [], conflicts: [], capacity: 4 });
		await expect(takeOut(qa, ada.id, 'auditor_conflict', entry.conflicts[0]?.id ?? '')).rejects.toThrow();
	});

	test('what is wrong is refused, and nothing is kept', async () => {
		const { qa, director, ada } = await world();
		expect(await codeOf(saveTraining(qa, ada.id, { ...training, capacity: -1 }))).toBe('register.capacity-range');
		expect(await codeOf(saveTraining(qa, ada.id, { ...training, deputy: ada.id }))).toBe('register.own-deputy');
		expect(await codeOf(saveTraining(qa, ada.id, { ...training, deputy: id(99) }))).toBe('register.deputy-unknown');
		expect(await codeOf(noteLeave(qa, ada.id, { from: 'soon', to: '2026-03-20' }))).toBe('register.not-a-day');
		expect(await codeOf(noteLeave(qa, ada.id, { from: '2026-03-20', to: '2026-03-16' }))).toBe(
			'register.leave-ends-before'
		);
		const wish = { until: '2026-06-30', reason: 'New', approvedBy: director.id };
		expect(await codeOf(excuse(qa, ada.id, { ...wish, until: '2026-03-11' }))).toBe('register.until-past');
		expect(await codeOf(excuse(qa, ada.id, { ...wish, reason: ' ' }))).toBe('register.reason-missing');
		expect(await codeOf(excuse(qa, ada.id, { ...wish, approvedBy: qa.person.id }))).toBe(
			'register.approver-not-director'
		);
		expect(await codeOf(noteConflict(qa, ada.id, { kind: 'case', of: ' ', reason: 'Kin' }))).toBe(
			'register.conflict-missing'
		);
		expect(await codeOf(noteConflict(qa, ada.id, { kind: 'case', of: '9X-1', reason: '' }))).toBe(
			'register.reason-missing'
		);
		expect((await seeRegisterEntry(qa, ada.id)).entry).toMatchObject({ capacity: 12, leave: [], exemptions: [] });
	});

	test('it is kept by the QA manager, a head of service or the director; of their own, anyone notes leave', async () => {
		const { server, qa, director, ada, ben, worker } = await world();
		const own = server.acting(ada);
		const day = { from: '2026-03-16', to: '2026-03-20' };
		await expect(saveTraining(own, ada.id, training)).rejects.toThrow();
		await expect(noteLeave(own, ben.id, day)).rejects.toThrow();
		await expect(seeRegisterEntry(own, ben.id)).rejects.toThrow();
		await expect(noteLeave(qa, worker.id, day)).rejects.toThrow();
		expect(await noteLeave(own, ada.id, day)).toMatchObject({ ok: true });
		const mine = await seeRegisterEntry(own, ada.id);
		expect(mine).toMatchObject({ name: 'Ada Wren', mayKeep: false, entry: { leave: [day] } });
		await takeOut(own, ada.id, 'auditor_leave', mine.entry.leave[0]?.id ?? '');
		expect(await saveTraining(server.acting(director), ada.id, training)).toMatchObject({ ok: true });
		expect(await listApprovers(qa)).toEqual([{ id: director.id, name: 'Alan Thorne' }]);
	});
});
