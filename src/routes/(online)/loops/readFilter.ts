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
	/** Of one's own teams or services only; left out, all that one may see. */
	readonly whose?: 'team' | 'service';
	/** Several are to be chosen: each has a box. */
	readonly choose: boolean;
	readonly page: number;
};

/** Ages to choose from, as the boards count them; `from` and `upto` in an address may be any. */
export const ageChoices = [
	{ value: '0-10', label: 'Up to 10 days' },
	{ value: '11-20', label: '11 to 20 days' },
	{ value: '21-40', label: '21 to 40 days' },
	{ value: '41-', label: '41 days or more' }
] as const;

/** What is not understood is as if it were not asked: an old link still opens the list. */
export function readLoopFilter(query: URLSearchParams): LoopFilter {
	const stage = openStages.find((one) => one === query.get('stage'));
	const team = query.get('team') ?? '';
	const owner = query.get('owner') ?? '';
	const { from, upto } = readAges(query);
	const [minAge, maxAge] = [readDays(from), readDays(upto)];
	const whose = (['team', 'service'] as const).find((one) => one === query.get('whose'));
	const page = Number(query.get('page') ?? '1');
	return {
		...(stage === undefined ? {} : { stage }),
		...(team === '' ? {} : { team }),
		...(owner === '' ? {} : { owner }),
		...(minAge === null ? {} : { minAge }),
		...(maxAge === null ? {} : { maxAge }),
		...(whose === undefined ? {} : { whose }),
		choose: query.get('choose') === 'yes',
		mine: query.get('show') === 'mine',
		overdue: query.get('show') === 'overdue' || query.get('overdue') === 'yes',
		closed: query.get('show') === 'all',
		page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1
	};
}

function readAges(query: URLSearchParams): { readonly from: string | null; readonly upto: string | null } {
	const band = ageChoices.find(({ value }) => value === query.get('age'));
	if (band === undefined) return { from: query.get('from'), upto: query.get('upto') };
	const [from = '', upto = ''] = band.value.split('-');
	return { from: from === '0' ? null : from, upto };
}

/** Which of `ageChoices` a filter is; empty where it is none of them. */
export function ageChoice({ minAge = 0, maxAge }: Pick<LoopFilter, 'minAge' | 'maxAge'>): string {
	return ageChoices.find(({ value }) => value === `${minAge}-${maxAge ?? ''}`)?.value ?? '';
}

/** What makes a list the one it is, in one order: its address without the page and without what is being done there. */
export function queryOf(query: URLSearchParams): string {
	const { stage, team, owner, minAge, maxAge, whose } = readLoopFilter(query);
	const show = ['mine', 'overdue', 'all'].find((one) => one === query.get('show'));
	const parts = { whose, show, stage, team, owner, from: minAge, upto: maxAge };
	const said = Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
	return new URLSearchParams(said).toString();
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
	// A page that answers a form has the form's name in its address: no link goes there again.
	const next = new URLSearchParams([...query].filter(([name]) => !name.startsWith('/')));
	next.delete('page');
	for (const [name, value] of Object.entries(changes)) {
		if (value === null || value === '') next.delete(name);
		else next.set(name, value);
	}
	for (const [name, value] of [...next]) if (value === '') next.delete(name);
	const said = next.toString();
	return said === '' ? path : `${path}?${said}`;
}
