import { expect, test } from 'vitest';
import { randomBytes } from './bytes.ts';
import { argon2 } from './keyDerivation.ts';
import { stretchApart } from './stretchApart.ts';
import { stretchHere } from './stretchHere.ts';

test('V2: a worker of this browser makes the same key, and the page lives on meanwhile', async () => {
	const salt = randomBytes(16);
	let beats = 0;
	const timer = setInterval(() => (beats += 1), 5);
	const apart = await stretchApart({ typed: 'heron otter willow brook', salt, how: argon2 });
	clearInterval(timer);
	expect(apart).toEqual(await stretchHere('heron otter willow brook', salt, argon2));
	expect(beats).toBeGreaterThan(5);
});
