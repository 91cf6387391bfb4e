export type TabletFilter = {
	/** Not heard of for so many days; null for all. */
	readonly silent: number | null;
	readonly show: 'all' | 'waiting' | 'incidents' | 'leaving';
};

type Listed = {
	readonly seenAt: number;
	readonly waiting: number;
	readonly incidents: number;
	readonly standing: 'active' | 'asked' | 'revoked' | 'wiped';
};

export function readTabletFilter(params: URLSearchParams): TabletFilter {
	const days = Number(params.get('silent') ?? '');
	const show = params.get('show');
	return {
		silent: Number.isInteger(days) && days > 0 && days < 1000 ? days : null,
		show: show === 'waiting' || show === 'incidents' || show === 'leaving' ? show : 'all'
	};
}

/** A store that was wiped is silent for ever, so it is listed only where everything is. */
export function isWanted(tablet: Listed, filter: TabletFilter, now: number): boolean {
	if (filter.silent !== null && (tablet.standing === 'wiped' || now - tablet.seenAt < filter.silent * 86_400_000))
		return false;
	if (filter.show === 'waiting') return tablet.waiting > 0;
	if (filter.show === 'incidents') return tablet.incidents > 0;
	return filter.show === 'all' || tablet.standing === 'asked' || tablet.standing === 'revoked';
}
