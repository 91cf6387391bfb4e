import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { ada, anAudit, aTemplateRecord, benId, smallTemplate, testId } from '../testWorld.ts';
import { TestServer } from '../sync/testServer.ts';
import { AuditSession } from './AuditSession.svelte.ts';
import { SampleSession } from './SampleSession.svelte.ts';
import { aSetUpTablet, type TestTablet } from './testTablet.ts';

const ids = [1, 2, 3].map((number) => `00000000-0000-4000-8000-00000000b00${number}`);
const [one = '', two = '', three = ''] = ids;
let world: TestTablet;
let sample: SampleSession;

beforeEach(async () => {
	const server = new TestServer(ada, smallTemplate);
	server.put(...ids.map((id) => anAudit(id)), aTemplateRecord());
	world = { ...(await aSetUpTablet({ server })), server };
	sample = await open();
});

async function open(): Promise<SampleSession> {
	const opened = await SampleSession.open(world.tablet, [...ids, testId()]);
	if (opened === null) throw new Error('locked');
	return opened;
}
const answersOf = (question: string, from = sample) =>
	ids.map((id) => from.auditOf(id)?.answers.get(question)?.value ?? null);
const round = () => world.tablet.unlocked?.runner.round();

test('the same answer for several is a change of its own for each, on the disk when it returns', async () => {
	expect(await sample.answer([one, three], 'CJ2.1', 'yes')).toBe(true);
	expect(answersOf('CJ2.1')).toEqual(['yes', null, 'yes']);
	expect(answersOf('CJ2.1', await open())).toEqual(['yes', null, 'yes']);
	await world.tablet.unlocked?.lists.refresh();
	expect(world.tablet.sync.waiting).toBe(2);
	await round();
	expect(world.server.pushed.flat().map(({ name, record, args }) => [name, record.id, args])).toEqual([
		['answer.set', one, { question: 'CJ2.1', value: 'yes' }],
		['answer.set', three, { question: 'CJ2.1', value: 'yes' }]
	]);
});

test('an answer is shown at once, before the disk has it', async () => {
	const saving = sample.answer([two], 'CJ2.1', 'no');
	expect(answersOf('CJ2.1')).toEqual([null, 'no', null]);
	await saving;
	expect(answersOf('CJ2.1')).toEqual([null, 'no', null]);
});

test('of two answers given faster than the disk the last one stands, and was shown all along', async () => {
	const first = sample.answer([one], 'CJ2.1', 'no');
	const second = sample.answer([one], 'CJ2.1', 'yes');
	expect(answersOf('CJ2.1')[0]).toBe('yes');
	await first;
	expect(answersOf('CJ2.1')[0]).toBe('yes');
	await second;
	expect(answersOf('CJ2.1')[0]).toBe('yes');
});

test('undo puts back what stood before, an answer or none', async () => {
	await sample.answer([one], 'CJ2.1', 'no');
	await sample.answer(ids, 'CJ2.1', 'yes');
	expect(sample.last?.before.map(({ value }) => value)).toEqual(['no', null, null]);
	expect(await sample.undo()).toEqual(ids);
	expect(answersOf('CJ2.1')).toEqual(['no', null, null]);
	expect(sample.last).toBeNull();
	expect(await sample.undo()).toEqual([]);
});

test('undo leaves alone what was answered anew meanwhile, by this person or another', async () => {
	await sample.answer(ids, 'CJ2.1', 'yes');
	const session = await AuditSession.open(world.tablet, one);
	await session?.answer('CJ2.1', 'partly');
	await round();
	const record = world.server.records.get(`audit:${two}`);
	if (record?.record.kind !== 'audit') throw new Error('no audit');
	const ver = record.ver + 1;
	const theirs = { ver, value: 'no', by: benId, at: '2026-11-22T09:00:00.000Z' };
	world.server.put({ ...record, ver, fields: new Map([...record.fields, ['answer/CJ2.1', theirs]]) } as typeof record);
	await round();
	const again = await sample.undo();
	expect(again).toEqual([three]);
	expect(answersOf('CJ2.1')).toEqual(['partly', 'no', null]);
});

test('an answer that the audit does not take is not shown as if it stood', async () => {
	expect(await sample.answer([one, two], 'CJ2.1', 'perhaps')).toBe(false);
	expect(answersOf('CJ2.1')).toEqual([null, null, null]);
});

test('what was not touched stays the same object, so that nothing is drawn anew for it', async () => {
	const before = sample.auditOf(two);
	await sample.answer([one], 'CJ2.1', 'yes');
	expect(sample.auditOf(two)).toBe(before);
	expect(before).not.toBeNull();
});

test('an audit that is not on this tablet is not in the sample, and a locked tablet opens none', async () => {
	expect(sample.auditOf(testId())).toBeNull();
	sample.stop();
	await world.tablet.lock();
	expect(await SampleSession.open(world.tablet, ids)).toBeNull();
});
