import { expect, test } from 'vitest';
import { dataPolicy, plainPagePolicy, secureAnswer, securityHeaders } from './securityHeaders.ts';

test('every answer forbids sniffing, framing and foreign windows', () => {
	const headers = securityHeaders(false);
	expect(headers['X-Content-Type-Options']).toBe('nosniff');
	expect(headers['X-Frame-Options']).toBe('DENY');
	expect(headers['Cross-Origin-Opener-Policy']).toBe('same-origin');
	expect(headers['Permissions-Policy']).toContain('camera=(self), microphone=(self), accelerometer=()');
	expect(headers['Permissions-Policy']).toContain('geolocation=()');
});

test('over https, and only there, the browser is told to stay on https', () => {
	expect(securityHeaders(true)['Strict-Transport-Security']).toBe('max-age=63072000');
	expect(securityHeaders(false)).not.toHaveProperty('Strict-Transport-Security');
});

test('data is not kept in any cache and may run nothing', () => {
	const answer = secureAnswer(Response.json({ a: 1 }), true);
	expect(answer.headers.get('Cache-Control')).toBe('no-store');
	expect(answer.headers.get('Content-Security-Policy')).toBe(dataPolicy);
	expect(answer.headers.get('Strict-Transport-Security')).not.toBeNull();
});

test('a page keeps its own policy, and one without gets one that runs no script', () => {
	const page = (headers: Record<string, string>) =>
		secureAnswer(new Response('<p>', { headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } }), false);
	expect(page({ 'Content-Security-Policy': 'ours' }).headers.get('Content-Security-Policy')).toBe('ours');
	expect(page({}).headers.get('Content-Security-Policy')).toBe(plainPagePolicy);
	expect(plainPagePolicy).not.toContain('script-src');
	expect(plainPagePolicy).toContain("default-src 'none'");
});

test('an answer that says itself how it may be cached keeps that', () => {
	const answer = secureAnswer(new Response('', { headers: { 'Cache-Control': 'no-cache' } }), false);
	expect(answer.headers.get('Cache-Control')).toBe('no-cache');
});

test('a redirect is secured too', () => {
	const answer = secureAnswer(Response.redirect('http://localhost:3000/sign-in', 303), false);
	expect(answer.status).toBe(303);
	expect(answer.headers.get('Location')).toBe('http://localhost:3000/sign-in');
	expect(answer.headers.get('Referrer-Policy')).toBe('same-origin');
});

test('only a page that is meant to be framed may be, and only by one of ours', () => {
	const ours = { 'Content-Type': 'text/html', 'Content-Security-Policy': "default-src 'self'; frame-ancestors 'none'" };
	const framed = secureAnswer(new Response('<p>', { headers: ours }), false, true);
	expect(framed.headers.get('X-Frame-Options')).toBe('SAMEORIGIN');
	expect(framed.headers.get('Content-Security-Policy')).toBe("default-src 'self'; frame-ancestors 'self'");
	const usual = secureAnswer(new Response('<p>', { headers: ours }), false);
	expect(usual.headers.get('X-Frame-Options')).toBe('DENY');
	expect(usual.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
});
