import type { WarningCode } from '#lib/domain/frames/dataQuality.ts';

/** What was put into a workbook, so that a reader can be held to finding all of it and nothing else. */
export class Tally {
	readonly #planted = new Map<string, number>();
	/** Rows of each list that hold anything below the headers. */
	readonly rows = new Map<number, number>();
	/** Dirt a reader takes without a word: formulas, ISO text, plans from before birth. */
	readonly silent = new Map<string, number>();
	/** Names, birthdays and postcodes in the file: none of them may come out of a reader. */
	readonly personal = new Set<string>();

	plant(code: WarningCode, list: number | null, times = 1): void {
		const key = `${code} ${list ?? '-'}`;
		this.#planted.set(key, (this.#planted.get(key) ?? 0) + times);
	}

	note(kind: string): void {
		this.silent.set(kind, (this.silent.get(kind) ?? 0) + 1);
	}

	countRow(list: number): void {
		this.rows.set(list, (this.rows.get(list) ?? 0) + 1);
	}

	/** `caseload.row-blank 4` → how many, in order. */
	planted(): Record<string, number> {
		return Object.fromEntries([...this.#planted].sort(([one], [other]) => (one < other ? -1 : 1)));
	}
}
