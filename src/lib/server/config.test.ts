import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('with nothing set, it listens on this machine only and keeps one file in ./data', () => {
	const config = readConfig({});
	expect(config).toMatchObject({ host: '127.0.0.1', port: 3000, origin: null, databaseUrl: null, dataDir: 'data' });
	expect(config.version).toMatch(/^\d+\.\d+\.\d+/);
});

test('a session ends after a day unused and after two weeks whatever happens', () => {
	const config = readConfig({});
	expect(config.sessionIdleMs).toBe(86_400_000);
	expect(config.sessionAbsoluteMs).toBe(14 * 86_400_000);
});

test('an empty variable is as good as none', () => {
	expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: null });
});

test('the origin is kept without a path', () => {
	expect(readConfig({ ORIGIN: 'https://dipper.example/' }).origin).toBe('https://dipper.example');
});

test('what is wrong is said by name', () => {
	expect(() => readConfig({ PORT: 'many', ORIGIN: 'dipper' })).toThrow(/PORT: .*ORIGIN: /);
	expect(() => readConfig({ SESSION_IDLE_HOURS: '0' })).toThrow('SESSION_IDLE_HOURS');
});

test('the virus scanner is a host with a port, or a socket; without one nothing is scanned', () => {
	expect(readConfig({}).clamd).toBeNull();
	for (const CLAMD of ['127.0.0.1:3310', '/run/clamav/clamd.ctl']) expect(readConfig({ CLAMD }).clamd).toBe(CLAMD);
	expect(() => readConfig({ CLAMD: 'clamd' })).toThrow('CLAMD');
});
