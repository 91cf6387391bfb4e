import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { closeContext, context, openContext } from './context.ts';
import { countPeople } from './people/people.repository.ts';
import { addTestPerson } from './people/testPeople.ts';

let folder: string;
let said: string[];

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'dipper-context-'));
	said = [];
});
afterEach(async () => {
	await closeContext();
	rmSync(folder, { recursive: true, force: true });
});

function openHere(more: Record<string, string> = {}) {
	return openContext(readConfig({ DATA_DIR: path.join(folder, 'data'), PORT: '3017', ...more }), (line) =>
		said.push(line)
	);
}

test('before it is opened there is nothing to answer from, and after it is closed neither', async () => {
	expect(() => context()).toThrow(/not opened/);
	const opened = await openHere();
	expect(context()).toBe(opened);
	await closeContext();
	expect(() => context()).toThrow(/not opened/);
});

test('it is opened once for the process, however often it is asked for', async () => {
	const first = await openHere();
	expect(await openHere()).toBe(first);
});

test('an empty house tells the way in, once at each start, until somebody is there', async () => {
	const { database } = await openHere();
	expect(said[0]).toMatch(/^Database brought up to date: 0001-people/);
	expect(said[1]).toContain('http://localhost:3017/first-run');
	const token = (said[2] ?? '').trim();
	expect(token.length).toBeGreaterThan(15);
	await addTestPerson(database);
	await closeContext();
	said = [];
	const again = await openHere();
	expect(said).toEqual([]);
	expect(await countPeople(again.database.db)).toBe(1);
});

test('the way in is said with the address that people type, where one was given', async () => {
	await openHere({ ORIGIN: 'https://dipper.council.example' });
	expect(said.join('\n')).toContain('https://dipper.council.example/first-run');
});

test('what is shipped is there at the first start and is not doubled at the second', async () => {
	const count = async () =>
		(await context().database.db.selectFrom('record').select('id').where('kind', '=', 'template').execute()).length;
	await openHere();
	const shipped = await count();
	expect(shipped).toBeGreaterThan(0);
	await closeContext();
	await openHere();
	expect(await count()).toBe(shipped);
});
