/** The server opens what a rescue brings with the same bytes in the same order, so they are of the protocol. */
export { fromBase64, fromUtf8, randomBytes, toBase64, toHex, utf8, wipe, type Bytes } from '#lib/protocol/bytes.ts';
