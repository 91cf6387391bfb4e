import { describe, expect, test } from 'vitest';
import { evidenceLimits, partsHeader } from '#lib/protocol/evidence.ts';
import { as, north } from '../../../../tests/fixtures/builders.ts';
import {
	aDocx,
	aHeic,
	aJpegWithNotes,
	aPdf,
	aPng,
	aPngWithNotes,
	bytesOf,
	contains,
	join,
	planted,
	sha256Of
} from '../../../../tests/fixtures/evidenceFiles.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { readRecord } from '../records/readRecord.ts';
import { deleteRecord } from '../records/records.repository.ts';
import { saveSetting } from '../settings/settings.repository.ts';
import { listEvidence } from './evidence.useCases.ts';
import { sweepEvidence } from './evidence.repository.ts';
import { caller, evidenceWorld, fromTablet, refusal } from './evidenceWorld.fixture.ts';

const part = evidenceLimits.partBytes;
/** A PDF of more than one part. */
const longPdf = (parts = 2) => aPdf('x'.repeat((parts - 1) * part + 10));

forEachDatabase((open) => {
	const world = async (env: Record<string, string> = {}) => evidenceWorld(await open(), env);

	test('P14: the change goes first; then nothing is there, some parts are, and all of it is', async () => {
		const { by, attaches } = await world();
		const bytes = longPdf(3);
		expect(await refusal(await by.ada.put(sha256Of(bytes), 0, bytes.slice(0, part)))).toEqual([404, 'NOT_FOUND']);
		const { sha256, results } = await attaches(bytes, 'pdf');
		expect(results).toMatchObject([{ st: 'applied' }]);
		expect((await by.ada.head(sha256)).status).toBe(404);
		for (const index of [2, 0]) {
			const body = bytes.slice(index * part, (index + 1) * part);
			expect((await by.ada.put(sha256, index, body)).status).toBe(204);
		}
		const some = await by.ada.head(sha256);
		expect([some.status, some.headers.get(partsHeader)]).toEqual([204, '0,2']);
		await by.ada.put(sha256, 1, bytes.slice(part, 2 * part));
		const done = await by.ada.complete(sha256, { bytes: bytes.length, parts: 3 });
		expect([done.status, await done.json()]).toEqual([
			200,
			{ sha256, kind: 'pdf', served: { sha256, bytes: bytes.length } }
		]);
		expect((await by.ada.head(sha256)).status).toBe(200);
		const got = await by.ada.get(sha256);
		expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
	});

	test('P14: each kind is served under our name for it, without what a picture tells', async () => {
		const { by, attaches } = await world();
		const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
		const files = [
			['png', aPngWithNotes(), 'inline', 'image/png', 'png'],
			['jpeg', aJpegWithNotes(), 'inline', 'image/jpeg', 'jpg'],
			['heic', aHeic(), 'inline', 'image/heic', 'heic'],
			['pdf', aPdf(), 'attachment', 'application/pdf', 'pdf'],
			['docx', aDocx(), 'attachment', word, 'docx']
		] as const;
		for (const [kind, bytes, how, type, ending] of files) {
			const { sha256 } = await attaches(bytes, kind);
			expect((await by.ada.sends(bytes)).status).toBe(200);
			const got = await by.ada.get(sha256);
			const header = (name: string) => got.headers.get(name);
			expect(header('content-type')).toBe(type);
			expect(header('content-disposition')).toBe(`${how}; filename="evidence-${sha256.slice(0, 12)}.${ending}"`);
			expect([header('x-content-type-options'), header('cache-control')]).toEqual(['nosniff', 'no-store']);
			expect(header('content-security-policy')).toContain('sandbox');
			expect(contains(new Uint8Array(await got.arrayBuffer()), planted)).toBe(false);
		}
	});

	test('P14: nothing of what was taken out stays in the database', async () => {
		const { server, by, attaches } = await world();
		const bytes = aJpegWithNotes();
		await attaches(bytes, 'jpeg');
		await by.ada.sends(bytes);
		const { db } = server.database;
		expect(await db.selectFrom('evidence_part').select('part').execute()).toEqual([]);
		const chunks = await db.selectFrom('evidence_chunk').select('body').execute();
		expect(chunks.some(({ body }) => contains(body, planted))).toBe(false);
		const [file] = await db.selectFrom('evidence_file').selectAll().execute();
		expect(file).toMatchObject({ bytes: bytes.length, served_bytes: chunks[0]?.body.length, scan: 'none' });
		expect(file?.served_sha256).toBe(sha256Of(chunks[0]?.body ?? new Uint8Array()));
	});

	test('I7: parts and complete sent again, before and after, change nothing', async () => {
		const { server, by, attaches } = await world();
		const bytes = longPdf();
		const { sha256 } = await attaches(bytes, 'pdf');
		for (let again = 0; again < 3; again += 1)
			expect((await by.ada.put(sha256, 0, bytes.slice(0, part))).status).toBe(204);
		for (let again = 0; again < 3; again += 1) expect((await by.ada.sends(bytes)).status).toBe(200);
		expect(await server.database.db.selectFrom('evidence_part').select('part').execute()).toEqual([]);
		expect(await server.database.db.selectFrom('evidence_file').select('sha256').execute()).toHaveLength(1);
	});

	describe('bad input', () => {
		test('P14: another body under a part that is there is refused and the first kept', async () => {
			const { by, attaches } = await world();
			const bytes = longPdf();
			const { sha256 } = await attaches(bytes, 'pdf');
			await by.ada.put(sha256, 0, bytes.slice(0, part));
			expect(await refusal(await by.ada.put(sha256, 0, new Uint8Array(part)))).toEqual([409, 'PART_DIFFERS']);
			await by.ada.put(sha256, 1, bytes.slice(part));
			expect((await by.ada.complete(sha256, { bytes: bytes.length, parts: 2 })).status).toBe(200);
		});

		test('P14: where the first was the wrong one, complete says so and all is sent anew', async () => {
			const { by, attaches } = await world();
			const bytes = longPdf();
			const { sha256 } = await attaches(bytes, 'pdf');
			await by.ada.put(sha256, 0, new Uint8Array(part));
			expect(await refusal(await by.ada.sends(bytes))).toEqual([409, 'PART_DIFFERS']);
			await by.ada.put(sha256, 1, bytes.slice(part));
			const wrong = await by.ada.complete(sha256, { bytes: bytes.length, parts: 2 });
			expect(await refusal(wrong)).toEqual([422, 'HASH_MISMATCH']);
			expect((await by.ada.head(sha256)).status).toBe(404);
			expect((await by.ada.sends(bytes)).status).toBe(200);
		});

		test('P14: complete before all parts says which are there, and loses none', async () => {
			const { by, attaches } = await world();
			const bytes = longPdf();
			const { sha256 } = await attaches(bytes, 'pdf');
			await by.ada.put(sha256, 1, bytes.slice(part));
			const early = await by.ada.complete(sha256, { bytes: bytes.length, parts: 2 });
			expect([early.headers.get(partsHeader), ...(await refusal(early))]).toEqual(['1', 409, 'PARTS_MISSING']);
			await by.ada.put(sha256, 0, bytes.slice(0, part));
			expect((await by.ada.complete(sha256, { bytes: bytes.length, parts: 2 })).status).toBe(200);
		});

		test('P14: a file cut short is not taken for whole', async () => {
			const { by, attaches } = await world();
			const bytes = longPdf();
			const { sha256 } = await attaches(bytes, 'pdf');
			await by.ada.put(sha256, 0, bytes.slice(0, part));
			await by.ada.put(sha256, 1, bytes.slice(part, -1));
			const cut = await by.ada.complete(sha256, { bytes: bytes.length, parts: 2 });
			expect(await refusal(cut)).toEqual([422, 'LENGTH_MISMATCH']);
			expect((await by.ada.sends(bytes.slice(0, -1), sha256)).status).toBe(422);
			expect((await by.ada.sends(bytes)).status).toBe(200);
		});

		test('P1: complete of a wrong shape is 422 with a code', async () => {
			const { by, attaches } = await world();
			const { sha256 } = await attaches(aPdf(), 'pdf');
			const wrong = [
				{ bytes: 0, parts: 1 },
				{ bytes: 2 * 1024 ** 3, parts: 8192 },
				{ bytes: 10 },
				{ parts: 1 },
				[],
				null
			];
			for (const request of [...wrong, { bytes: '10', parts: 1 }])
				expect(await refusal(await by.ada.complete(sha256, request))).toEqual([422, 'ENVELOPE']);
		});

		test('P14: parts and length that do not agree begin the file anew', async () => {
			const { by, attaches } = await world();
			const bytes = aPdf();
			const { sha256 } = await attaches(bytes, 'pdf');
			await by.ada.put(sha256, 0, bytes);
			expect(await refusal(await by.ada.complete(sha256, { bytes: bytes.length, parts: 3 }))).toEqual([
				422,
				'LENGTH_MISMATCH'
			]);
			expect((await by.ada.sends(bytes)).status).toBe(200);
		});

		test('P14: a part out of range is told so', async () => {
			const { by, attaches } = await world();
			const { sha256 } = await attaches(aPdf(), 'pdf');
			for (const index of ['100', '99999', '-1', '1.5', '', 'x', '0x1', '9999999'])
				expect(await refusal(await by.ada.put(sha256, index, aPdf()))).toEqual([422, 'PART_RANGE']);
		});

		test('P14: an empty part is none, one over 256 KiB is 413', async () => {
			const { by, attaches } = await world();
			const { sha256 } = await attaches(aPdf(), 'pdf');
			expect(await refusal(await by.ada.put(sha256, 0, new Uint8Array()))).toEqual([422, 'PART_RANGE']);
			expect(await refusal(await by.ada.put(sha256, 0, new Uint8Array(part + 1)))).toEqual([413, 'TOO_LARGE']);
		});

		test('P14: a PDF of 2 GB is refused at the door without a byte of it being read', async () => {
			const { by, attaches } = await world();
			const { sha256 } = await attaches(aPdf(), 'pdf');
			const long = { 'content-length': String(2 * 1024 ** 3) };
			expect(await refusal(await by.ada.put(sha256, 0, aPdf(), long))).toEqual([413, 'TOO_LARGE']);
		});

		test('P1: a change that attaches 2 GB is parked, as is one of a kind there is not', async () => {
			const { tablet, audit } = await world();
			const args = {
				id: crypto.randomUUID(),
				question: 'CJ2.1',
				sha256: 'a'.repeat(64),
				name: 'x',
				kind: 'pdf',
				bytes: 2 * 1024 ** 3
			};
			const attach = (more: object) =>
				tablet.sends({ name: 'evidence.attach', record: audit, args: { ...args, ...more } });
			expect(await attach({})).toMatchObject([{ st: 'parked', code: 'SCHEMA_INVALID' }]);
			expect(await attach({ bytes: 5, kind: 'svg' })).toMatchObject([{ st: 'parked', code: 'SCHEMA_INVALID' }]);
		});

		test('P14: what is not of its kind by its bytes is refused, and nothing of it stays', async () => {
			const { server, by, attaches } = await world();
			const wrong = [
				['a script', bytesOf('<script>alert(1)</script>'), 'png'],
				['a drawing with a script', bytesOf('<svg><script/></svg>'), 'png'],
				['a picture that is an archive too', join(aPng(), aDocx()), 'png'],
				['a picture under another kind', aPng(), 'jpeg'],
				['a document as a picture', aPdf(), 'heic']
			] as const;
			for (const [what, bytes, kind] of wrong) {
				const { sha256 } = await attaches(bytes, kind);
				expect([what, ...(await refusal(await by.ada.sends(bytes)))]).toEqual([what, 422, 'WRONG_TYPE']);
				for (const status of [by.ada.head, by.ada.get]) expect((await status(sha256)).status).toBe(404);
			}
			expect(await server.database.db.selectFrom('evidence_part').select('part').execute()).toEqual([]);
		});

		test('P4: what does not come from our own page by a program that means it is refused', async () => {
			const { by, attaches } = await world();
			const { sha256 } = await attaches(aPdf(), 'pdf');
			const wrong = [
				[{ origin: null }, 403, 'ORIGIN'],
				[{ origin: 'https://elsewhere.example' }, 403, 'ORIGIN'],
				[{ 'sec-fetch-site': 'cross-site' }, 403, 'ORIGIN'],
				[{ 'x-dipper-client': null }, 403, 'CLIENT_HEADER'],
				[{ 'content-type': 'multipart/form-data' }, 415, 'CONTENT_TYPE']
			] as const;
			for (const [headers, status, code] of wrong) {
				expect(await refusal(await by.ada.put(sha256, 0, aPdf(), headers))).toEqual([status, code]);
				expect(await refusal(await by.ada.complete(sha256, { bytes: 1, parts: 1 }, headers))).toEqual([status, code]);
			}
		});

		test('P4: whoever is not signed in learns nothing', async () => {
			const { by, attaches } = await world();
			const { sha256 } = await attaches(aPdf(), 'pdf');
			for (const answer of [by.nobody.head(sha256), by.nobody.get(sha256), by.nobody.sends(aPdf())])
				expect((await answer).status).toBe(401);
		});

		test('what is no hash is not found', async () => {
			const { by } = await world();
			for (const name of ['x', 'A'.repeat(64), 'a'.repeat(65)])
				for (const answer of [by.ada.head(name), by.ada.get(name), by.ada.put(name, 0, aPdf())])
					expect((await answer).status).toBe(404);
		});
	});

	describe('who may', () => {
		test('I8, P8: only those who may see a record that names the file; to all others it is not there', async () => {
			const { by, attaches } = await world();
			const bytes = aPng();
			const { sha256 } = await attaches(bytes, 'png');
			await by.ada.sends(bytes);
			const unknown = 'c'.repeat(64);
			for (const who of [by.otto, by.tess])
				for (const name of [sha256, unknown]) {
					expect((await who.head(name)).status).toBe(404);
					expect(await refusal(await who.get(name))).toEqual([404, 'NOT_FOUND']);
					expect(await refusal(await who.put(name, 0, bytes))).toEqual([404, 'NOT_FOUND']);
					expect(await refusal(await who.complete(name, { bytes: 1, parts: 1 }))).toEqual([404, 'NOT_FOUND']);
				}
			expect([(await by.quinn.head(sha256)).status, (await by.quinn.get(sha256)).status]).toEqual([200, 200]);
		});

		test('W10: once the audit is submitted its manager sees the file, and every look is noted', async () => {
			const { server, by, audit, tablet, attaches, tess } = await world();
			const bytes = aPng();
			const { sha256 } = await attaches(bytes, 'png');
			await by.ada.sends(bytes);
			await tablet.sends({ name: 'audit.submit', record: audit, args: { why: 'Done' } });
			expect((await by.tess.get(sha256)).status).toBe(200);
			const seen = await server.database.db
				.selectFrom('access_log')
				.selectAll()
				.where('act', '=', 'evidence')
				.execute();
			expect(seen).toMatchObject([{ person_id: tess.id, kind: 'audit', id: audit.id }]);
		});

		test('P14: a manager may see how far it has come, but not send it', async () => {
			const { by, attaches } = await world();
			const bytes = longPdf();
			const { sha256 } = await attaches(bytes, 'pdf');
			await by.ada.put(sha256, 1, bytes.slice(part));
			const answer = await by.quinn.head(sha256);
			expect([answer.status, answer.headers.get(partsHeader)]).toEqual([204, '1']);
			expect((await by.quinn.put(sha256, 0, bytes.slice(0, part))).status).toBe(404);
		});

		test('I8: knowing a hash and attaching it to a record of one’s own gives nobody the file', async () => {
			const { server, by, attaches, otto } = await world();
			const bytes = aPng();
			const { sha256 } = await attaches(bytes, 'png');
			await by.ada.sends(bytes);
			const own = (await server.audit({ auditor: otto.id })).record;
			await attaches(bytes, 'png', { record: own, tablet: await server.tablet(otto) });
			expect([(await by.otto.head(sha256)).status, (await by.otto.get(sha256)).status]).toEqual([404, 404]);
			expect((await by.otto.sends(bytes)).status).toBe(200);
			expect((await by.otto.get(sha256)).status).toBe(200);
			expect(await server.database.db.selectFrom('evidence_file').select('sha256').execute()).toHaveLength(1);
		});

		test('W6: what was withdrawn before its bytes were sent can still be sent by who attached it, not read', async () => {
			const { server, by, audit, attaches, otto } = await world();
			const bytes = aPng();
			const { sha256 } = await attaches(bytes, 'png');
			const { db } = server.database;
			const { head } = await db
				.selectFrom('record')
				.select('head')
				.where('id', '=', audit.id)
				.executeTakeFirstOrThrow();
			const moved = { ...(JSON.parse(head) as object), auditor: otto.id };
			await db
				.updateTable('record')
				.set({ head: JSON.stringify(moved) })
				.where('id', '=', audit.id)
				.execute();
			expect((await by.ada.sends(bytes)).status).toBe(200);
			expect([(await by.ada.head(sha256)).status, (await by.ada.get(sha256)).status]).toEqual([200, 404]);
			expect((await by.otto.get(sha256)).status).toBe(200);
		});

		test('W1: a file of recovered work is sent and seen by its author and a QA manager', async () => {
			const { by, tablet, audit, attaches } = await world();
			await tablet.sends({ name: 'audit.submit', record: audit, args: { why: 'Done' } });
			const bytes = aPng();
			const { sha256, results } = await attaches(bytes, 'png');
			expect(results).toMatchObject([{ st: 'parked', code: 'RECORD_LOCKED' }]);
			expect((await by.ada.sends(bytes)).status).toBe(200);
			expect([(await by.quinn.get(sha256)).status, (await by.tess.get(sha256)).status]).toEqual([200, 404]);
		});

		test('P13: each file of a completed action is linked to it', async () => {
			const { server, quinn, by } = await world();
			const owner = await server.person([as('team-manager', north)]);
			const action = (await server.action({ owner: owner.id, verifier: quinn.id, worker: null })).record;
			const bytes = aPdf();
			const file = { id: crypto.randomUUID(), sha256: sha256Of(bytes), name: 'Plan', kind: 'pdf', bytes: bytes.length };
			await (
				await server.tablet(owner)
			).sends({ name: 'action.complete', record: action, args: { note: 'Done', evidence: [file] } });
			expect((await caller(owner).sends(bytes)).status).toBe(200);
			expect((await by.quinn.get(file.sha256)).status).toBe(200);
		});

		test('P14: taken off again, it is not there any more; attached again, it is', async () => {
			const { by, tablet, audit, attaches } = await world();
			const bytes = aPng();
			const { sha256, id } = await attaches(bytes, 'png');
			await by.ada.sends(bytes);
			await tablet.sends({ name: 'evidence.detach', record: audit, args: { id } });
			expect([(await by.ada.head(sha256)).status, (await by.quinn.get(sha256)).status]).toEqual([404, 404]);
			await attaches(bytes, 'png');
			expect((await by.quinn.get(sha256)).status).toBe(200);
		});

		test('F: a revoked tablet is told so, a person no longer active gets nothing', async () => {
			const { server, by, ada, tablet, attaches } = await world();
			const bytes = aPng();
			const { sha256 } = await attaches(bytes, 'png');
			await server.database.db.updateTable('device').set({ revoked_at: server.clock.now }).execute();
			const revoked = await by.ada.put(sha256, 0, bytes, fromTablet(tablet.clientId));
			expect(await refusal(revoked)).toEqual([403, 'DEVICE_REVOKED']);
			expect((await by.otto.head(sha256, fromTablet(tablet.clientId))).status).toBe(403);
			const left = caller({ ...ada, status: 'deactivated' });
			expect([(await left.head(sha256)).status, (await left.sends(bytes)).status]).toEqual([404, 404]);
		});

		test('P4: a page elsewhere cannot ask', async () => {
			const { by, attaches } = await world();
			const { sha256 } = await attaches(aPng(), 'png');
			await by.ada.sends(aPng());
			const elsewhere = { 'sec-fetch-site': 'cross-site' };
			expect([(await by.ada.get(sha256, elsewhere)).status, (await by.ada.head(sha256, elsewhere)).status]).toEqual([
				403, 403
			]);
		});
	});

	test('W: a page of the record says whether a file has come, and else on which tablet it still is', async () => {
		const { server, by, audit, tablet, attaches, quinn } = await world();
		const { sha256 } = await attaches(aPng(), 'png');
		await attaches(longPdf(), 'pdf');
		await by.ada.sends(aPng());
		const acting = server.acting(quinn);
		const shown = await listEvidence(acting, await readRecord(acting, audit));
		const stands = new Map(shown.map((file) => [file.kind, [file.sha256 === sha256, file.isWhole, file.tablet]]));
		expect(stands).toEqual(
			new Map([
				['png', [true, true, null]],
				['pdf', [false, false, tablet.deviceId.slice(0, 8)]]
			])
		);
	});

	describe('room', () => {
		test('P14: one person sends so much a day, and tomorrow again', async () => {
			const { server, by, attaches } = await world();
			const [first, second] = [longPdf(2), longPdf(3)];
			await saveSetting(
				server.database.db,
				'evidence-quota',
				JSON.stringify({ personDayBytes: 3 * part, councilBytes: 100 * part })
			);
			await attaches(first, 'pdf');
			await attaches(second, 'pdf');
			expect((await by.ada.sends(first)).status).toBe(200);
			const full = await by.ada.sends(second);
			expect([full.headers.get('retry-after'), ...(await refusal(full))]).toEqual(['3600', 429, 'QUOTA_PERSON']);
			server.clock.now += 86_400_001;
			expect((await by.ada.sends(second)).status).toBe(200);
		});

		test('P14: the council keeps so much in all', async () => {
			const { server, by, attaches } = await world();
			await saveSetting(
				server.database.db,
				'evidence-quota',
				JSON.stringify({ personDayBytes: 100 * part, councilBytes: part })
			);
			await attaches(longPdf(2), 'pdf');
			expect(await refusal(await by.ada.sends(longPdf(2)))).toEqual([507, 'QUOTA_COUNCIL']);
		});

		test('what was never finished and what nothing names goes after a while; what is attached stays', async () => {
			const { server, by, audit, tablet, attaches } = await world();
			const kept = await attaches(aPng(), 'png');
			const off = await attaches(aPdf(), 'pdf');
			const begun = await attaches(longPdf(), 'pdf');
			await by.ada.sends(aPng());
			await by.ada.sends(aPdf());
			await by.ada.put(begun.sha256, 1, longPdf().slice(part));
			await tablet.sends({ name: 'evidence.detach', record: audit, args: { id: off.id } });
			const { database, clock } = server;
			const sweep = (before: number) => database.transaction((trx) => sweepEvidence(trx, before));
			expect(await sweep(clock.now)).toEqual({ parts: 0, files: 0 });
			expect(await sweep(clock.now + 1)).toEqual({ parts: 1, files: 1 });
			expect((await by.ada.get(kept.sha256)).status).toBe(200);
			await database.transaction((trx) => deleteRecord(trx, audit, 'retention', clock.now));
			expect(await refusal(await by.quinn.get(kept.sha256))).toEqual([404, 'NOT_FOUND']);
			expect(await sweep(clock.now + 1)).toEqual({ parts: 0, files: 1 });
		});
	});
});
