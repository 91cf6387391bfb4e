import { expect, test } from 'vitest';
import { answerRefusals, Refusal } from './Refusal.ts';

test('a refusal becomes its code, its status and its headers', async () => {
	const answer = await answerRefusals(() => Promise.reject(new Refusal('SLOW_DOWN', 429, { 'Retry-After': '30' })));
	expect(answer.status).toBe(429);
	expect(answer.headers.get('Retry-After')).toBe('30');
	expect(await answer.json()).toEqual({ code: 'SLOW_DOWN' });
});

test('a mistake of ours is no refusal', async () => {
	await expect(answerRefusals(() => Promise.reject(new Error('ours')))).rejects.toThrow('ours');
});

test('an answer passes as it is', async () => {
	expect((await answerRefusals(async () => new Response(null, { status: 204 }))).status).toBe(204);
});
