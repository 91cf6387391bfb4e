import { expect, test } from 'vitest';
import { readAudit } from '#lib/domain/audits/readAudit.ts';
import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { as, aServer, aTemplate, north } from '../../../../tests/fixtures/builders.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { readRecord } from '../records/readRecord.ts';
import { Refusal } from '../Refusal.ts';
import { callBackLink, linkDays, makeLink, openLink, seeLinks, sendIn } from './feedbackLinks.useCases.ts';

const day = 86_400_000;
const words = { said: [{ about: 'respected', value: 'yes' }], text: 'They rang back.' };

async function codeOf(work: Promise<unknown>): Promise<string> {
	try {
		await work;
		return 'done';
	} catch (refused) {
		if (refused instanceof Refusal) return `${String(refused.status)} ${refused.code}`;
		throw refused;
	}
}

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const auditor = await server.person([as('auditor')]);
		const qa = await server.person([as('qa-manager')]);
		const { record } = await server.audit({ auditor: auditor.id, worker: null, ...north });
		const acting = () => server.acting(auditor);
		const make = (asks: 'parent' | 'partner' = 'parent') => makeLink(acting(), { auditId: record.id, asks });
		const caller = (token: string, address = '192.0.2.7') => ({
			...{ database: server.database, token, address, now: server.clock.now }
		});
		const feedback = async () => {
			const read = (await readRecord(server.acting(qa), record)) as AuditRecord;
			return readAudit(read, aTemplate()).feedback;
		};
		return { server, auditor, qa, auditId: record.id, acting, make, caller, feedback };
	}

	test('what a parent writes by a link stands in the audit, and the link is used', async () => {
		const { make, caller, feedback, acting, auditId } = await world();
		const { token } = await make();
		expect(await openLink(caller(token))).toEqual({ asks: 'parent', endsOn: '2026-03-26' });
		await sendIn(caller(token), words);
		expect(await feedback()).toMatchObject([{ from: 'parent', ...words, how: 'form', by: 'dipper' }]);
		expect(await codeOf(openLink(caller(token)))).toBe('404 NOT_FOUND');
		expect(await codeOf(sendIn(caller(token), words))).toBe('404 NOT_FOUND');
		expect(await feedback()).toHaveLength(1);
		expect((await seeLinks(acting(), auditId)).links[0]).toMatchObject({ asks: 'parent', ended_at: null });
		expect(JSON.stringify(await seeLinks(acting(), auditId))).not.toContain(token);
	});

	test('sent in twice at once it is kept once', async () => {
		const { make, caller, feedback } = await world();
		const { token } = await make('partner');
		const codes = await Promise.all([1, 2].map(() => codeOf(sendIn(caller(token), words))));
		expect(codes.toSorted()).toEqual(['404 NOT_FOUND', 'done']);
		expect(await feedback()).toMatchObject([{ from: 'partner' }]);
	});

	test('it holds to the end of its last day in England, also after the audit was submitted, and not after', async () => {
		const { server, make, caller, feedback } = await world();
		const { token } = await make();
		server.clock.now += linkDays * day;
		expect((await openLink(caller(token))).endsOn).toBe('2026-03-26');
		server.clock.now += day;
		expect(await codeOf(sendIn(caller(token), words))).toBe('404 NOT_FOUND');
		expect(await feedback()).toEqual([]);
	});

	test('a newer one for the same ends the one before; the other voice’s stays; one can be called back', async () => {
		const { make, caller, acting, auditId } = await world();
		const [first, partner, second] = [await make(), await make('partner'), await make()];
		expect(await codeOf(openLink(caller(first.token)))).toBe('404 NOT_FOUND');
		expect(await codeOf(openLink(caller(partner.token)))).toBe('done');
		const link = (await seeLinks(acting(), auditId)).links.find(
			({ ended_at, asks }) => ended_at === null && asks === 'parent'
		);
		await callBackLink(acting(), auditId, link?.id ?? '');
		expect(await codeOf(openLink(caller(second.token)))).toBe('404 NOT_FOUND');
		expect(await codeOf(openLink(caller(partner.token)))).toBe('done');
	});

	test('guessing waits longer and longer at one address, and what is no token is no guess', async () => {
		const { server, make, caller } = await world();
		const { token } = await make();
		for (let at = 0; at < 20; at += 1) expect(await codeOf(openLink(caller('short')))).toBe('404 NOT_FOUND');
		const guess = (at: number) => codeOf(openLink(caller(String(at).padEnd(43, 'x'))));
		const codes: string[] = [];
		for (let at = 0; at < 7; at += 1) codes.push(await guess(at));
		expect(codes).toEqual([...Array<string>(5).fill('404 NOT_FOUND'), ...Array<string>(2).fill('429 TOO_MANY_TRIES')]);
		expect(await codeOf(openLink(caller(token)))).toBe('429 TOO_MANY_TRIES');
		expect(await codeOf(openLink(caller(token, '192.0.2.8')))).toBe('done');
		server.clock.now += 31_000;
		expect(await codeOf(openLink(caller(token)))).toBe('done');
	});

	test('nothing said is not sent, and the link can still be used', async () => {
		const { make, caller, feedback } = await world();
		const { token } = await make();
		expect(await codeOf(sendIn(caller(token), { said: [], text: '' }))).toBe('400 NOTHING_SAID');
		await sendIn(caller(token), words);
		expect(await feedback()).toHaveLength(1);
	});

	test('only whoever audits it, or a QA manager, makes one; what may not be seen is not there', async () => {
		const { server, qa, auditId } = await world();
		const manager = await server.person([as('director')]);
		const order = { auditId, asks: 'parent' } as const;
		expect(await codeOf(makeLink(server.acting(qa), order))).toBe('done');
		expect(await codeOf(makeLink(server.acting(manager), order))).toBe('404 NOT_FOUND');
		const { record } = await server.audit({ state: 'submitted', worker: null, auditor: qa.id, ...north });
		expect(await codeOf(seeLinks(server.acting(manager), record.id))).toBe('403 NO_PERMISSION');
	});

	test('it is let in though whoever made it has left', async () => {
		const { server, auditor, make, caller, feedback } = await world();
		const { token } = await make();
		await server.database.db
			.updateTable('person')
			.set({ status: 'deactivated' })
			.where('id', '=', auditor.id)
			.execute();
		await sendIn(caller(token), words);
		expect(await feedback()).toHaveLength(1);
	});
});
