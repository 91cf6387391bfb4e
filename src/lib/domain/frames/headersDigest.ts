import { sha256 } from '../sampling/sha256.ts';
import { normaliseHeader } from './matchHeaders.ts';
import type { CsvColumn } from './suggestMapping.ts';

/** What a saved mapping is found by: the headers in their order, as a digest, so that no word of a file is kept. */
export function headersDigest({ columns }: { readonly columns: readonly CsvColumn[] }): string {
	return sha256(columns.map(({ header }) => normaliseHeader(header)).join('|'));
}
