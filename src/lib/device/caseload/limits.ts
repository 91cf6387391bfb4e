/** Far above any council's workbook, far below what would stop a tablet. */
export type ReadLimits = {
	readonly fileBytes: number;
	/** Files inside the workbook. */
	readonly entries: number;
	/** Bytes they say they unpack to, and may actually unpack to. */
	readonly unpackedBytes: number;
	/** Unpacked to packed; sheets of one repeated value reach about a hundred. */
	readonly ratio: number;
	/** Below this size a ratio says nothing. */
	readonly ratioFromBytes: number;
	/** Rows with anything in them, all lists together: fifteen councils have about 400,000. */
	readonly rows: number;
	readonly columns: number;
};

export const readLimits: ReadLimits = {
	fileBytes: 128 * 1024 * 1024,
	entries: 5000,
	unpackedBytes: 512 * 1024 * 1024,
	ratio: 250,
	ratioFromBytes: 4 * 1024 * 1024,
	rows: 500_000,
	columns: 1000
};
