import { latin1, viewOf } from './Stripped.ts';

/** A box of the ISO base media format: where it stands in the file, and where its contents begin. */
export type Box = { readonly type: string; readonly start: number; readonly body: number; readonly end: number };

/** The boxes between two places, one behind the other without a gap; null where they do not fit. */
export function readBoxes(bytes: Uint8Array, from: number, to: number): Box[] | null {
	const view = viewOf(bytes);
	const boxes: Box[] = [];
	for (let at = from; at < to;) {
		if (at + 8 > to) return null;
		const short = view.getUint32(at);
		const isLong = short === 1;
		if (isLong && at + 16 > to) return null;
		const size = isLong ? Number(view.getBigUint64(at + 8)) : short === 0 ? to - at : short;
		const body = at + (isLong ? 16 : 8);
		if (at + size > to || at + size < body) return null;
		boxes.push({ type: latin1(bytes.subarray(at + 4, at + 8)), start: at, body, end: at + size });
		at += size;
	}
	return boxes;
}

export class OutOfBytes extends Error {}

/** Numbers read one behind the other; past the end it throws OutOfBytes. */
export class Cursor {
	readonly #view: DataView;
	readonly #end: number;
	at: number;

	constructor(bytes: Uint8Array, { body, end }: Pick<Box, 'body' | 'end'>) {
		this.#view = viewOf(bytes);
		this.#end = end;
		this.at = body;
	}

	/** An unsigned number of so many bytes; 0 bytes are 0. */
	take(width: number): number {
		if (this.at + width > this.#end) throw new OutOfBytes();
		let value = 0;
		for (let byte = 0; byte < width; byte += 1) value = value * 256 + this.#view.getUint8(this.at + byte);
		this.at += width;
		return value;
	}
}
