import { expect, test } from 'vitest';
import { randomBytes } from './bytes.ts';
import type { Derivation } from './keyDerivation.ts';
import type { StretchReply } from './stretch.worker.ts';
import { stretch, stretchApart, type StretchWorker } from './stretchApart.ts';
import { stretchHere } from './stretchHere.ts';

const quick: Derivation = { alg: 'argon2id', memoryKiB: 64, passes: 1, lanes: 1 };
const call = () => ({ typed: 'heron otter', salt: randomBytes(16), how: quick });

/** A worker that does what it is told to when it is asked. */
function aWorker(onAsked: (worker: StretchWorker) => void) {
	const seen = { ended: 0 };
	const worker: StretchWorker = {
		onmessage: null,
		onerror: null,
		postMessage: () => onAsked(worker),
		terminate: () => void (seen.ended += 1)
	};
	return { seen, begin: () => worker };
}
const says = (worker: StretchWorker, data: StretchReply) => worker.onmessage?.({ data } as MessageEvent<StretchReply>);

test('V2: what the worker answers is the key, and the worker ends', async () => {
	const bytes = randomBytes(32);
	const { seen, begin } = aWorker((worker) => says(worker, { bytes }));
	expect(await stretchApart(call(), begin)).toBe(bytes);
	expect(seen.ended).toBe(1);
});

test('V2: a worker that fails, breaks, cannot begin or never answers is done without', async () => {
	const failing = aWorker((worker) => says(worker, { failed: true }));
	const breaking = aWorker((worker) => worker.onerror?.({} as ErrorEvent));
	const silent = aWorker(() => undefined);
	const none = () => {
		throw new DOMException('forbidden', 'SecurityError');
	};
	expect(await stretchApart(call(), failing.begin)).toBeNull();
	expect(await stretchApart(call(), breaking.begin)).toBeNull();
	expect(await stretchApart(call(), none)).toBeNull();
	expect(await stretchApart(call(), silent.begin, 5)).toBeNull();
	expect(silent.seen.ended).toBe(1);
});

test('V2: without workers the same key is made here', async () => {
	const { typed, salt, how } = call();
	expect(await stretch(typed, salt, how)).toEqual(await stretchHere(typed, salt, how));
});
