import { beforeEach, expect, test } from 'vitest';
import { handBackCode } from '#lib/protocol/handBackCode.ts';
import { recordChange } from '../store/recordChange.ts';
import {
	ada,
	anAudit,
	anOpenStore,
	answerIntent,
	aTemplateRecord,
	auditId,
	smallTemplate,
	syncParts,
	type World
} from '../testWorld.ts';
import { pullChanges } from './pullChanges.ts';
import { pushOutbox } from './pushOutbox.ts';
import { readSafety } from './readSafety.ts';
import { sayHello } from './sayHello.ts';
import { TestServer } from './testServer.ts';

let server: TestServer;
let world: World;
let parts: ReturnType<typeof syncParts>;
beforeEach(async () => {
	server = new TestServer(ada, smallTemplate);
	server.put(anAudit(), aTemplateRecord());
	world = await anOpenStore();
	parts = syncParts(world.open, server);
	await sayHello(parts);
	await pullChanges(parts);
});
const writesDraft = async (box: string, text: string) => {
	const draft = await world.open.sealDraft({ kind: 'audit', id: auditId }, { box, text, base: 0, at: '' });
	await world.open.write({ put: { drafts: [draft] } });
};

test('I5: nothing was sent: nothing is safe at the office, and no code is shown', async () => {
	await recordChange(world.open, answerIntent('CJ2.1', 'yes'));
	expect(await readSafety(world.open)).toMatchObject({
		waiting: 1,
		isSafe: false,
		backedUp: 'nothing-sent',
		code: null
	});
});

test('W7: all is sent: safe, with a code, and kept here until a backup was checked', async () => {
	await recordChange(world.open, answerIntent('CJ2.1', 'yes'));
	await pushOutbox(parts);
	const [sent] = server.pushed.flat();
	expect(await readSafety(world.open)).toMatchObject({
		waiting: 0,
		isSafe: true,
		backedUp: 'not-yet',
		backedUpAt: null,
		kept: 1,
		code: handBackCode(1, sent?.h ?? '')
	});
	server.durableN = 1;
	await pullChanges(parts);
	const after = await readSafety(world.open);
	expect(after).toMatchObject({ isSafe: true, backedUp: 'all', kept: 0, code: handBackCode(1, sent?.h ?? '') });
	expect(after.backedUpAt).not.toBeNull();
});

test('what was typed and not recorded is on this tablet alone, and is said', async () => {
	await writesDraft('note/CJ2.1', 'half a sentence');
	expect(await readSafety(world.open)).toMatchObject({ drafts: 1, isSafe: false });
	await writesDraft('note/CJ2.1', '  ');
	await writesDraft('#marks', 'CJ2.1');
	expect(await readSafety(world.open)).toMatchObject({ drafts: 0, isSafe: true });
});

test('W7: a server that went back shows no code that it would not have', async () => {
	await recordChange(world.open, answerIntent('CJ2.1', 'yes'));
	await pushOutbox(parts);
	server.epoch = 'epoch-2';
	server.clients.set(world.open.clientId, { lastN: 0, results: new Map() });
	await sayHello(parts);
	expect(await readSafety(world.open)).toMatchObject({ waiting: 1, isSafe: false, code: null });
});
