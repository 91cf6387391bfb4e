import type { LoopStage } from '#lib/domain/improvement/actionLife.ts';

export const openStages = ['action', 'evidence', 'verification', 'impact-check'] as const;
export const pageSize = 25;

/** The filters of the list as they stand in the address, so that a list can be sent to someone. */
export type LoopFilter = {
	readonly stage?: LoopStage;
	readonly team?: string;
	readonly owner?: string;
	/** Age in whole days, both included. */
	readonly minAge?: number;
	readonly maxAge?: number;
	readonly mine: boolean;
	readonly overdue: boolean;
	readonly closed: boolean;
	readonly page: number;
};

/** What is not understood is as if it were not asked: an old link still opens the list. */
export function readLoopFilter(query: URLSearchParams): LoopFilter {
	const stage = openStages.find((one) => one === query.get('stage'));
	const team = query.get('team') ?? '';
	const owner = query.get('owner') ?? '';
	const [minAge, maxAge] = [readDays(query.get('from')), readDays(query.get('upto'))];
	const page = Number(query.get('page') ?? '1');
	return {
		...(stage === undefined ? {} : { stage }),
		...(team === '' ? {} : { team }),
		...(owner === '' ? {} : { owner }),
		...(minAge === null ? {} : { minAge }),
		...(maxAge === null ? {} : { maxAge }),
		mine: query.get('show') === 'mine',
		overdue: query.get('show') === 'overdue' || query.get('overdue') === 'yes',
		closed: query.get('show') === 'all',
		page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1
	};
}

function readDays(text: string | null): number | null {
	return text !== null && /^\d{1,5}$/.test(text) ? Number(text) : null;
}

/** "11 to 20 days old", for the chip of the ages. */
export function ageWords({ minAge, maxAge }: Pick<LoopFilter, 'minAge' | 'maxAge'>): string {
	if (maxAge === undefined) return `${minAge ?? 0} days old or more`;
	return minAge === undefined ? `Up to ${maxAge} days old` : `${minAge} to ${maxAge} days old`;
}

/** The address of the same list with something else asked; a page number never survives another question. */
export function withQuery(
	path: string,
	query: URLSearchParams,
	changes: Readonly<Record<string, string | null>>
): string {
	const next = new URLSearchParams(query);
	next.delete('page');
	for (const [name, value] of Object.entries(changes)) {
		if (value === null || value === '') next.delete(name);
		else next.set(name, value);
	}
	for (const [name, value] of [...next]) if (value === '') next.delete(name);
	const said = next.toString();
	return said === '' ? path : `${path}?${said}`;
}
