import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkPassword } from '../auth/passwords.ts';
import { demoSignIns } from '../council/marchbrook.ts';
import { isBuildStale, makeDemoPassword, readDemoNote, throwDemoAway, writeDemoNote } from './demoStore.ts';

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'dipper-demo-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, at?: number): string {
	const file = path.join(folder, name);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, 'x');
	if (at !== undefined) utimesSync(file, at, at);
	return file;
}

describe('the demo’s password', () => {
	test('is new each time and strong enough for anyone in it', () => {
		const made = new Set(Array.from({ length: 50 }, makeDemoPassword));
		expect(made.size).toBeGreaterThan(45);
		for (const password of made) {
			expect(password).toMatch(/^[a-z]+(-[a-z]+){3}-\d\d$/);
			for (const [username, name] of demoSignIns)
				expect(checkPassword(password, [name, username, 'Marchbrook']).ok).toBe(true);
		}
	});

	test('is kept beside the demo, for nobody but who runs it', () => {
		expect(readDemoNote(folder)).toBe(null);
		writeDemoNote(folder, 'heron-alder-otter-ford-11');
		expect(readDemoNote(folder)).toBe('heron-alder-otter-ford-11');
		expect(statSync(path.join(folder, 'demo.json')).mode & 0o077).toBe(0);
	});

	test('that was written over is not guessed at', () => {
		writeFileSync(path.join(folder, 'demo.json'), '{}');
		expect(() => readDemoNote(folder)).toThrow();
	});
});

describe('starting over', () => {
	test('takes the demo’s database and note away, and leaves what else lies there', () => {
		for (const name of ['dipper.db', 'dipper.db-wal', 'dipper.db-shm', 'notes.txt']) put(name);
		writeDemoNote(folder, 'p');
		throwDemoAway(folder);
		expect(readdirSync(folder)).toEqual(['notes.txt']);
	});

	test('never touches a store that no demo made', () => {
		const database = put('dipper.db');
		expect(() => throwDemoAway(folder)).toThrow('real store');
		expect(existsSync(database)).toBe(true);
	});

	test('where nothing is, does nothing', () => {
		throwDemoAway(folder);
		expect(readdirSync(folder)).toEqual([]);
	});
});

describe('a build is stale', () => {
	test('where there is none', () => {
		expect(isBuildStale(path.join(folder, 'handler.js'), [put('src/a.ts')])).toBe(true);
	});

	test('when any source, however deep, is newer than it', () => {
		const built = put('build/handler.js', 2000);
		put('src/one.ts', 1000);
		put('src/deep/er/two.ts', 1000);
		for (const place of ['src', 'src/deep', 'src/deep/er']) utimesSync(path.join(folder, place), 1000, 1000);
		const sources = [path.join(folder, 'src')];
		expect(isBuildStale(built, sources)).toBe(false);
		put('src/deep/er/two.ts', 3000);
		utimesSync(path.join(folder, 'src/deep/er'), 1000, 1000);
		expect(isBuildStale(built, sources)).toBe(true);
	});
});
