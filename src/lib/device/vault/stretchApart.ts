import type { Bytes } from './bytes.ts';
import type { Derivation } from './Derivation.ts';
import type { StretchCall, StretchReply } from './stretch.worker.ts';

/** What is used of a worker: one question, one answer. */
export type StretchWorker = Pick<Worker, 'postMessage' | 'terminate'> & {
	onmessage: ((event: MessageEvent<StretchReply>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
};

/** Longer than the slowest tablet takes; a worker that never starts must not keep anyone out. */
const patience = 20_000;

/** On a thread of its own, so that the page lives on meanwhile; null where that cannot be done. */
export function stretchApart(
	call: StretchCall,
	begin: () => StretchWorker = beginWorker,
	waits: number = patience
): Promise<Bytes | null> {
	return new Promise((settle) => {
		let worker: StretchWorker | null = null;
		const end = (bytes: Bytes | null) => {
			clearTimeout(timer);
			worker?.terminate();
			settle(bytes);
		};
		const timer = setTimeout(() => end(null), waits);
		try {
			worker = begin();
			worker.onmessage = ({ data }) => end('bytes' in data ? data.bytes : null);
			worker.onerror = () => end(null);
			worker.postMessage(call);
		} catch {
			// No workers here, or a policy forbids them.
			end(null);
		}
	});
}

function beginWorker(): StretchWorker {
	return new Worker(new URL('./stretch.worker.ts', import.meta.url), { type: 'module' });
}

/** Apart where that works, else here: then the page stands still for the second that it takes. */
export async function stretch(typed: string, salt: Bytes, how: Derivation): Promise<Bytes> {
	const apart = typeof Worker === 'undefined' ? null : await stretchApart({ typed, salt, how });
	if (apart !== null) return apart;
	const { stretchHere } = await import('./stretchHere.ts');
	return stretchHere(typed, salt, how);
}
