/** How much room photos and papers have, in bytes. */
export type EvidenceQuota = {
	/** What one person may send in 24 hours. */
	readonly personDayBytes: number;
	/** What the council keeps in all. */
	readonly councilBytes: number;
};

export const mebibyte = 1024 ** 2;
export const gibibyte = 1024 ** 3;

/** A full audit with a photo for every question is under 60 MiB; ten years of a council well under the whole. */
export const usualQuota: EvidenceQuota = { personDayBytes: 500 * mebibyte, councilBytes: 50 * gibibyte };

/** One file is up to 25 MiB, so less than two a day would be no use; more than 2 TiB no disk of a council holds. */
export const quotaBounds = {
	personDayBytes: { least: 50 * mebibyte, most: 10 * gibibyte },
	councilBytes: { least: gibibyte, most: 2048 * gibibyte }
} as const;

/** Which of the two is out of its bounds. */
export function wrongQuota(quota: EvidenceQuota): readonly (keyof EvidenceQuota)[] {
	return (['personDayBytes', 'councilBytes'] as const).filter((part) => {
		const { least, most } = quotaBounds[part];
		return !Number.isInteger(quota[part]) || quota[part] < least || quota[part] > most;
	});
}
