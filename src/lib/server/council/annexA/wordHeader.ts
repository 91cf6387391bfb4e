import { annexAList } from '#lib/domain/frames/annexAColumns.ts';

/** Ofsted's headers as councils' files word them: import.md 3.2 rule 2. */
export function wordHeader(list: number, header: string): string {
	if (header === 'Age of Child (Years)' && list <= 9) return 'Age';
	if (header === 'Date of referral') return 'Date of Referral';
	if (header.startsWith('Unaccompanied') && list === 8) return `${header})`;
	if (header === 'Date of Adoption Order' && list === 10) return `${header} `;
	return header.replace(/'(Missing|Absent)'/, '‘$1’');
}

/** List 9 had thirteen columns for years, and some councils' reports still do. */
export function oldHeaders(list: number): string[] {
	const added = /^(Unaccompanied|Allocated Personal Advisor|Latest Pathway Plan|Latest Date of Contact)/;
	const columns = annexAList(list)?.columns ?? [];
	return columns.map(({ header }) => header).filter((header) => !added.test(header));
}
