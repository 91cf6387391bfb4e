import type { Caseload } from '#lib/domain/frames/readAnnexA.ts';

export type Given = { readonly takenOn: string; readonly source: string; readonly cases: Caseload['cases'] };

/** Cases written in one go: a few milliseconds, so that the page answers between. */
const atOnce = 1000;

/** A caseload as JSON, packed with gzip on its way: a tenth of the size, and never more than a piece of it at a time. */
export function packCaseload(given: Given): Promise<Blob> {
	const parts = partsOf(given);
	const written = new ReadableStream<Uint8Array<ArrayBuffer>>({
		async pull(controller) {
			await new Promise((resolve) => setTimeout(resolve));
			const { value, done } = parts.next();
			if (done === true) controller.close();
			else controller.enqueue(encoder.encode(value));
		}
	});
	return new Response(written.pipeThrough(new CompressionStream('gzip'))).blob();
}

const encoder = new TextEncoder();

function* partsOf({ takenOn, source, cases }: Given): Generator<string, undefined> {
	yield `{"takenOn":${JSON.stringify(takenOn)},"source":${JSON.stringify(source)},"cases":[`;
	for (let from = 0; from < cases.length; from += atOnce) {
		const part = JSON.stringify(cases.slice(from, from + atOnce)).slice(1, -1);
		yield from === 0 ? part : `,${part}`;
	}
	yield ']}';
}
