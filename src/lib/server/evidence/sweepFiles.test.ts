import { expect, test } from 'vitest';
import { aPng } from '../../../../tests/fixtures/evidenceFiles.ts';
import { readConfig } from '../config.ts';
import { testDatabase } from '../db/testDatabase.ts';
import { allJobs } from '../jobs/allJobs.ts';
import { evidenceWorld } from './evidenceWorld.fixture.ts';
import { sweepFiles } from './sweepFiles.ts';

const call = (database: Awaited<ReturnType<typeof testDatabase>>, now: number, stillMine = async () => undefined) =>
	sweepFiles.run({ database, config: readConfig({}), now, signal: new AbortController().signal, stillMine });

test('after thirty days what nothing names any more goes, and not a day before', async () => {
	const { server, by, audit, tablet, attaches } = await evidenceWorld(await testDatabase());
	const { id } = await attaches(aPng(), 'png');
	await by.ada.sends(aPng());
	await tablet.sends({ name: 'evidence.detach', record: audit, args: { id } });
	const day = 86_400_000;
	expect(await call(server.database, server.clock.now + 30 * day)).toEqual({ parts: 0, files: 0 });
	expect(await call(server.database, server.clock.now + 30 * day + 1)).toEqual({ parts: 0, files: 1 });
});

test('a process that lost the job to another sweeps nothing', async () => {
	const { server, by, audit, tablet, attaches } = await evidenceWorld(await testDatabase());
	const { id } = await attaches(aPng(), 'png');
	await by.ada.sends(aPng());
	await tablet.sends({ name: 'evidence.detach', record: audit, args: { id } });
	const lost = () => Promise.reject(new Error('lost'));
	await expect(call(server.database, server.clock.now * 2, lost)).rejects.toThrow('lost');
	expect(await server.database.db.selectFrom('evidence_file').select('sha256').execute()).toHaveLength(1);
});

test('the server does it by itself', () => {
	expect(allJobs).toContain(sweepFiles);
});
