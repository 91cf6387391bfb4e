import { latin1, type Bytes } from './Stripped.ts';

const tailBytes = 1024;

/** A PDF from its very first byte to its end mark, so that nothing stands before or behind it. */
export function isPdf(bytes: Bytes): boolean {
	if (!/^%PDF-[12]\.\d/.test(latin1(bytes.subarray(0, 8)))) return false;
	return /%%EOF[\s\0]*$/.test(latin1(bytes.subarray(-tailBytes)));
}
