import { expect, test, vi } from 'vitest';
import type { ServerContext } from '../context.ts';
import { giveToken, placeOf, readToken, takeToken } from './browserSession.ts';

const day = 86_400_000;
const context = { config: { sessionAbsoluteMs: 14 * day } } as ServerContext;

/** A browser’s cookies as SvelteKit hands them to a page: what is set can be read again, and how it was set is kept. */
function aBrowser(address: string) {
	const held = new Map<string, string>();
	const set = vi.fn((name: string, value: string, _how: object) => void held.set(name, value));
	const forget = vi.fn((name: string, _how: object) => void held.delete(name));
	const cookies = { get: (name: string) => held.get(name), set, delete: forget };
	return { held, set, forget, event: { cookies: cookies as never, url: new URL(address) } };
}

test.each([
	['https://dipper.council.example/today', '__Host-dipper', true],
	['http://localhost:3000/today', 'dipper', false]
])('on %s the cookie is %s, out of reach of scripts and of other sites', (address, name, secure) => {
	const { event, set } = aBrowser(address);
	giveToken(event, 'a-token', context);
	expect(set).toHaveBeenCalledExactlyOnceWith(name, 'a-token', {
		path: '/',
		httpOnly: true,
		secure,
		sameSite: 'lax',
		maxAge: 14 * 24 * 60 * 60
	});
	expect(readToken(event)).toBe('a-token');
});

test('a cookie given over plain http is not taken for one given over https', () => {
	const plain = aBrowser('http://localhost:3000/');
	giveToken(plain.event, 'from-anyone', context);
	expect(readToken({ cookies: plain.event.cookies, url: new URL('https://localhost/') })).toBeNull();
});

test('signing out takes away the cookie that was given, with the same marks, or the browser keeps it', () => {
	const { event, held, forget } = aBrowser('https://dipper.council.example/');
	giveToken(event, 'a-token', context);
	takeToken(event);
	expect(held).toEqual(new Map());
	expect(readToken(event)).toBeNull();
	expect(forget).toHaveBeenCalledExactlyOnceWith('__Host-dipper', {
		path: '/',
		httpOnly: true,
		secure: true,
		sameSite: 'lax'
	});
});

test('where a session is from: what the browser calls itself, if it does, and its address', () => {
	const from = (headers: Record<string, string>) =>
		placeOf({ request: new Request('http://localhost/', { headers }), getClientAddress: () => '192.0.2.7' });
	expect(from({ 'User-Agent': 'a tablet' })).toEqual({ userAgent: 'a tablet', address: '192.0.2.7' });
	expect(from({})).toEqual({ userAgent: '', address: '192.0.2.7' });
});
