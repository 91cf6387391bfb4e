/** 95 in 100, as every range in Dipper. */
const z95 = 1.959963984540054;

/** How many cases the first grader put in a row and the second in a column; as many rows as columns. */
export type AgreementTable = readonly (readonly number[])[];
export type Kappa = { readonly value: number; readonly low: number; readonly high: number; readonly error: number };

/** Agreement by distance on the scale: quadratic counts two grades apart four times as much as one. */
export const quadratic = (apart: number, most: number) => 1 - (apart / most) ** 2;
export const linear = (apart: number, most: number) => 1 - apart / most;

/**
 * Weighted kappa: how far two graders agree beyond what their own habits would bring about by chance (J. Cohen,
 * "Weighted kappa", Psychological Bulletin 70, 1968), with its large-sample standard error (J. L. Fleiss, J. Cohen,
 * B. S. Everitt, "Large sample standard errors of kappa and weighted kappa", Psychological Bulletin 72, 1969, eq. 9).
 * Null where it says nothing: no cases, or both always gave one and the same grade.
 */
export function weightedKappa(table: AgreementTable, weight = quadratic): Kappa | null {
	const size = table.length;
	const total = sum(table.map((row) => sum(row)));
	if (total === 0 || size < 2) return null;
	const share = (i: number, j: number) => (table[i]?.[j] ?? 0) / total;
	const indices = table.map((_, index) => index);
	const rows = indices.map((i) => sum(indices.map((j) => share(i, j))));
	const columns = indices.map((j) => sum(indices.map((i) => share(i, j))));
	const w = (i: number, j: number) => weight(Math.abs(i - j), size - 1);
	const over = (term: (i: number, j: number) => number) => sum(indices.map((i) => sum(indices.map((j) => term(i, j)))));
	const observed = over((i, j) => w(i, j) * share(i, j));
	const expected = over((i, j) => w(i, j) * (rows[i] ?? 0) * (columns[j] ?? 0));
	if (1 - expected < 1e-12) return null;
	const value = (observed - expected) / (1 - expected);
	const ofRow = indices.map((i) => sum(indices.map((j) => w(i, j) * (columns[j] ?? 0))));
	const ofColumn = indices.map((j) => sum(indices.map((i) => w(i, j) * (rows[i] ?? 0))));
	const spread = over((i, j) => share(i, j) * (w(i, j) - ((ofRow[i] ?? 0) + (ofColumn[j] ?? 0)) * (1 - value)) ** 2);
	const variance = (spread - (value - expected * (1 - value)) ** 2) / (total * (1 - expected) ** 2);
	const error = Math.sqrt(Math.max(0, variance));
	return { value, error, low: Math.max(-1, value - z95 * error), high: Math.min(1, value + z95 * error) };
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
