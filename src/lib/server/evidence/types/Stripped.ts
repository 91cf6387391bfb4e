export type Bytes = Uint8Array<ArrayBuffer>;

/** A picture without what says where, when and by whom it was taken; and what was taken out, to be looked at. */
export type Stripped = { readonly served: Bytes; readonly dropped: readonly Uint8Array[] };

export function latin1(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

export function joinBytes(parts: readonly Uint8Array[]): Bytes {
	return new Uint8Array(Buffer.concat(parts));
}

export function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
