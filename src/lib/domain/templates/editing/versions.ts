import type { Day } from '../../shared/dates.ts';

export type VersionState = {
	readonly version: number;
	readonly state: 'published' | 'retired';
	/** It begins no audit before this day; left out: from the day it was published. */
	readonly from?: Day | undefined;
};

/** Where a version of a template stands on a day. Only what is in use begins an audit. */
export type VersionStanding = 'coming' | 'in-use' | 'superseded' | 'retired';

/**
 * Worked out, never stored, so that nothing has to happen on the morning a version comes into use: of the versions
 * whose day has come the newest is the one, and those before it are superseded.
 */
export function standingOf(one: VersionState, all: readonly VersionState[], today: Day): VersionStanding {
	const hasCome = ({ from }: VersionState) => from === undefined || from <= today;
	if (one.state === 'published' && !hasCome(one)) return 'coming';
	const isOlder = all.some((other) => other.version > one.version && hasCome(other));
	if (isOlder) return 'superseded';
	return one.state === 'retired' ? 'retired' : 'in-use';
}

export function inUse<Version extends VersionState>(versions: readonly Version[], today: Day): Version | undefined {
	return versions.find((one) => standingOf(one, versions, today) === 'in-use');
}
