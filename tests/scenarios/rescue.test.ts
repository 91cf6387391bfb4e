import 'fake-indexeddb/auto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Person } from '#lib/domain/access/Person.ts';
import { AuditSession } from '#lib/device/session/AuditSession.svelte.ts';
import { aTablet as aDevice, passphrase } from '#lib/device/session/testTablet.ts';
import { People } from '#lib/device/store/People.ts';
import { httpSyncServer } from '#lib/device/sync/SyncServer.ts';
import { openSessions } from '#lib/server/auth/sessions.ts';
import { readConfig } from '#lib/server/config.ts';
import { setContext } from '#lib/server/context.ts';
import { forEachDatabase } from '#lib/server/db/forEachDatabase.ts';
import { findHistory } from '#lib/server/records/history.repository.ts';
import { recoveryKeysIn, settleRecoveryKeys } from '#lib/server/rescue/recoveryKeys.ts';
import { rescueFromFile } from '#lib/server/rescue/rescue.useCases.ts';
import { rescueEndpoint } from '#lib/server/rescue/rescueEndpoint.ts';
import { readEvidence } from '#lib/server/evidence/evidence.useCases.ts';
import { as, aServer, noon } from '../fixtures/builders.ts';
import { aPng, sha256Of } from '../fixtures/evidenceFiles.ts';
import { POST as hello } from '../../src/routes/api/sync/v1/hello/+server.ts';
import { POST as pull } from '../../src/routes/api/sync/v1/pull/+server.ts';
import { POST as push } from '../../src/routes/api/sync/v1/push/+server.ts';

const origin = 'https://dipper.example';
const endpoints = { hello, push, pull };
const photo = aPng({ side: 780, noise: 7 });
/** What a tablet does by itself, on a machine that is busy with other tests. */
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000 });

forEachDatabase((open) => {
	/** One tablet that Ada and Ben share, against the server's own endpoints. */
	async function world() {
		const server = await aServer(await open());
		const { db } = server.database;
		const folder = await mkdtemp(path.join(tmpdir(), 'dipper-rescue-'));
		const config = readConfig({ RECOVERY_KEY_DIR: folder });
		await settleRecoveryKeys(server.database, folder, noon);
		const sessions = openSessions(server.database, config);
		setContext({ config, database: server.database, sessions, now: () => server.clock.now });
		const [ada, ben] = [await server.person([as('auditor')]), await server.person([as('auditor')])];
		const audits = {
			ada: (await server.audit({ auditor: ada.id, state: 'allocated' })).record,
			ben: (await server.audit({ auditor: ben.id, state: 'allocated' })).record
		};
		const line: { isUp: boolean; person: Person | null } = { isUp: true, person: null };
		const send = async (to: string | URL | Request, init?: RequestInit): Promise<Response> => {
			if (!line.isUp) throw new TypeError('no signal');
			const url = new URL(String(to), origin);
			const headers = { ...(init?.headers as Record<string, string>), origin };
			const request = new Request(url, { method: 'POST', headers, body: new TextEncoder().encode(String(init?.body)) });
			const name = url.pathname.split('/').at(-1) ?? '';
			if (name === 'rescue') return rescueEndpoint({ request, url, getClientAddress: () => '192.0.2.7' });
			return endpoints[name as keyof typeof endpoints]({ request, url, locals: { person: line.person } });
		};
		const http = httpSyncServer(send as typeof fetch);
		const device = await aDevice({
			people: new People(`people-${crypto.randomUUID()}`),
			server: http,
			rescues: http,
			newId: () => crypto.randomUUID(),
			now: () => new Date((server.clock.now += 1000))
		});
		const { tablet, parts, journals } = device;
		for (const person of [ada, ben]) {
			line.person = person;
			expect(await tablet.setUp({ person, council: 'Marchbrook', passphrase })).toMatchObject({ ok: true });
			await tablet.lock();
		}
		const rows = async () => new Map((await parts.people.list()).map((row) => [row.personId, row]));
		const slotOf = async (person: Person) => (await rows()).get(person.id)?.slot ?? '';
		/** Ada answers without signal, and the tablet is locked again. */
		async function adaAnswers(value = 'yes') {
			tablet.choose(await slotOf(ada));
			expect(await tablet.unlock(passphrase)).toMatchObject({ ok: true });
			const session = await AuditSession.open(tablet, audits.ada.id);
			await session?.answer('CJ2.1', value);
			await tablet.lock();
		}
		/** The same with a photo of three parts. */
		async function adaAttaches() {
			tablet.choose(await slotOf(ada));
			expect(await tablet.unlock(passphrase)).toMatchObject({ ok: true });
			const session = await AuditSession.open(tablet, audits.ada.id);
			const picture = { name: 'Visit.png', kind: 'png' as const, bytes: photo, sha256: sha256Of(photo), thumb: null };
			expect(await session?.attach('CJ2.1', picture)).toMatchObject({ ok: true });
			await tablet.lock();
		}
		const seenAtOffice = (person: Person) =>
			readEvidence({ acting: server.acting(person), sha256: sha256Of(photo) }).catch(() => null);
		const history = () => findHistory(db, audits.ada);
		/** The page is closed and opened again. */
		async function restart() {
			const again = await aDevice({ ...parts }, device);
			await soon(async () => expect(again.tablet.state).not.toBe('starting'));
			return again.tablet;
		}
		const revoke = (person: Person) =>
			db.updateTable('client').set({ revoked_at: noon }).where('person_id', '=', person.id).execute();
		return {
			server,
			db,
			folder,
			ada,
			ben,
			audits,
			line,
			tablet,
			parts,
			journals,
			rows,
			slotOf,
			adaAnswers,
			adaAttaches,
			seenAtOffice,
			history,
			restart,
			revoke
		};
	}

	test('V4, V5: revoked on a shared tablet: her sealed work arrives, her store goes, his stays as it is', async () => {
		const { ada, ben, audits, parts, journals, tablet, rows, slotOf, adaAnswers, history, restart, revoke, db } =
			await world();
		await adaAnswers();
		const [hers, his] = [(await rows()).get(ada.id), (await rows()).get(ben.id)];
		await revoke(ada);
		const again = await restart();
		await soon(async () => expect((await parts.people.list()).map(({ personId }) => personId)).toEqual([ben.id]));
		expect((await history()).map(({ key, value, rescued }) => [key, value, rescued])).toEqual([
			['answer/CJ2.1', 'yes', true]
		]);
		expect([journals.held.has(hers?.slot ?? ''), journals.keys.has(hers?.slot ?? '')]).toEqual([false, false]);
		const names = (await indexedDB.databases()).map(({ name }) => name);
		expect(names.some((name) => name?.startsWith(hers?.database ?? 'none') === true)).toBe(false);
		expect(names.some((name) => name?.startsWith(his?.database ?? 'none') === true)).toBe(true);
		await soon(async () => {
			const gone = await db.selectFrom('client').select('wiped_at').where('person_id', '=', ada.id).executeTakeFirst();
			expect(gone?.wiped_at).not.toBe(null);
		});
		await soon(() =>
			expect(again.departures).toMatchObject([{ name: ada.name, why: 'revoked', state: 'gone', sent: 1 }])
		);
		tablet.stop();
		again.choose(await slotOf(ben));
		expect(await again.unlock(passphrase)).toMatchObject({ ok: true });
		expect(await AuditSession.open(again, audits.ben.id)).not.toBe(null);
	});

	test('V4, F: of someone deactivated the work is parked, without unlocking or signing in', async () => {
		const { ada, ben, parts, line, adaAnswers, restart, db } = await world();
		await adaAnswers();
		line.person = null;
		await db.updateTable('person').set({ status: 'deactivated' }).where('id', '=', ada.id).execute();
		await restart();
		await soon(async () => expect((await parts.people.list()).map(({ personId }) => personId)).toEqual([ben.id]));
		const parked = await db.selectFrom('record').select('head').where('kind', '=', 'parked').execute();
		expect(parked.map(({ head }) => JSON.parse(head) as unknown)).toMatchObject([
			{ code: 'USER_DEACTIVATED', by: ada.id, rescued: true }
		]);
	});

	test('V4, S7: without a receipt nothing is wiped, and it is tried again', async () => {
		const { ada, parts, folder, adaAnswers, restart, revoke, server, history } = await world();
		await adaAnswers();
		await revoke(ada);
		const { readdir, rename } = await import('node:fs/promises');
		const files = await readdir(folder);
		for (const file of files) await rename(path.join(folder, file), path.join(folder, `${file}.away`));
		const without = await restart();
		await soon(() => expect(without.departures).toMatchObject([{ state: 'waits' }]));
		expect((await parts.people.list()).map(({ personId }) => personId)).toContain(ada.id);
		expect(await history()).toEqual([]);
		for (const file of files) await rename(path.join(folder, `${file}.away`), path.join(folder, file));
		const again = await restart();
		await soon(() => expect(again.departures).toMatchObject([{ state: 'gone', sent: 1 }]));
		expect(await history()).toHaveLength(1);
		expect(server.reported).toEqual([]);
	});

	test('V4: a forgotten passphrase loses nothing: the work is sent sealed, and its person sets up anew', async () => {
		const { ada, line, tablet, slotOf, adaAnswers, history, audits } = await world();
		await adaAnswers();
		const slot = await slotOf(ada);
		line.isUp = false;
		expect(await tablet.rescue(slot, 'forgotten')).toEqual({ end: 'no-signal' });
		expect(await tablet.startAnew(slot)).toBe(false);
		line.isUp = true;
		expect(await tablet.rescue(slot, 'forgotten')).toMatchObject({ end: 'receipt', sent: 1, parked: 0, unread: 0 });
		expect(await history()).toHaveLength(1);
		expect(await tablet.startAnew(slot)).toBe(true);
		line.person = ada;
		expect(
			await tablet.setUp({ person: ada, council: 'Marchbrook', passphrase: 'curlew plover snipe teal' })
		).toMatchObject({ ok: true });
		const session = await AuditSession.open(tablet, audits.ada.id);
		expect(session?.audit.answers.get('CJ2.1')?.value).toBe('yes');
	});

	test('V4, S6: a rescue file carries the same work, once', async () => {
		const { server, ada, folder, tablet, slotOf, adaAnswers, history } = await world();
		await adaAnswers();
		const file = await tablet.rescueFile(await slotOf(ada));
		expect(file).toMatchObject({ name: expect.stringMatching(/^dipper-.*\.dipper-rescue$/), changes: 1 });
		expect(file?.text).not.toContain('CJ2.1');
		const qa = await server.person([as('qa-manager')]);
		const bring = () =>
			rescueFromFile(server.acting(qa), {
				keys: recoveryKeysIn(folder),
				scan: null,
				body: JSON.parse(file?.text ?? '') as unknown,
				clock: () => server.clock.now,
				newId: () => crypto.randomUUID(),
				report: (error) => server.reported.push(error)
			});
		expect(await bring()).toMatchObject([{ person: ada.id, results: [{ st: 'applied' }] }]);
		expect(await bring()).toMatchObject([{ results: [{ st: 'dup' }] }]);
		expect(await history()).toHaveLength(1);
	});

	test('V4: a photo that only the tablet has goes to the office before anything is wiped', async () => {
		const { server, ada, parts, tablet, line, slotOf, adaAttaches, seenAtOffice, restart, revoke } = await world();
		await adaAttaches();
		const slot = await slotOf(ada);
		const { rescue } = parts.rescues;
		let asked = 0;
		// The signal goes after the second request with a file in it.
		const cut = async (request: Parameters<typeof rescue>[0]) =>
			(request.files ?? []).length > 0 && (asked += 1) > 2 ? { kind: 'no-signal' as const } : rescue(request);
		Object.assign(parts.rescues, { rescue: cut });
		expect(await tablet.rescue(slot, 'forgotten')).toEqual({ end: 'no-signal' });
		expect(await tablet.startAnew(slot)).toBe(false);
		expect(await seenAtOffice(ada)).toBe(null);
		Object.assign(parts.rescues, { rescue });
		line.person = null;
		await revoke(ada);
		const again = await restart();
		await soon(() => expect(again.departures).toMatchObject([{ state: 'gone', files: 1, lost: 0 }]));
		expect((await parts.people.list()).map(({ slot: left }) => left)).not.toContain(slot);
		expect((await seenAtOffice(await server.person([as('qa-manager')])))?.file.bytes).toBe(photo.length);
	});

	test('V4, S6: a rescue file carries photos too', async () => {
		const { server, ada, folder, tablet, slotOf, adaAttaches, seenAtOffice } = await world();
		await adaAttaches();
		const file = await tablet.rescueFile(await slotOf(ada));
		expect(file).toMatchObject({ changes: 1, files: 1, left: 0 });
		const qa = await server.person([as('qa-manager')]);
		const brought = await rescueFromFile(server.acting(qa), {
			keys: recoveryKeysIn(folder),
			scan: null,
			body: JSON.parse(file?.text ?? '') as unknown,
			clock: () => server.clock.now,
			newId: () => crypto.randomUUID(),
			report: (error) => server.reported.push(error)
		});
		expect(brought.flatMap(({ files }) => files).map(({ st }) => st)).toEqual(['parts', 'kept']);
		expect((await seenAtOffice(ada))?.file.bytes).toBe(photo.length);
	});

	test('V2: a new recovery key is wrapped to at the next hello, and nothing else of the row changes', async () => {
		const { server, ada, rows, slotOf, tablet, line, folder } = await world();
		const kidOf = async () => (await rows()).get(ada.id)?.wraps.find((wrap) => wrap.kind === 'recovery');
		const before = await kidOf();
		const { makeKey } = await import('#lib/server/rescue/recoveryKeys.ts');
		const kid = await makeKey(server.database.db, folder, server.clock.now + 1);
		line.person = ada;
		tablet.choose(await slotOf(ada));
		await tablet.unlock(passphrase);
		expect((await tablet.unlocked?.runner.round())?.end).toBe('done');
		expect([before?.kind === 'recovery' && before.kid !== kid, (await kidOf())?.kind]).toEqual([true, 'recovery']);
		expect(await kidOf()).toMatchObject({ kid });
		await tablet.lock();
		expect(await tablet.unlock(passphrase)).toMatchObject({ ok: true });
	});

	test('V4: every tablet has a key for signing, made once, whose private half cannot be read', async () => {
		const { parts, db } = await world();
		const pair = await parts.people.signingKey();
		expect(pair?.privateKey.extractable).toBe(false);
		const devices = await db.selectFrom('device').select(['device_key', 'offered_key']).execute();
		expect(devices).toMatchObject([{ device_key: expect.stringContaining('P-256'), offered_key: null }]);
	});
});
