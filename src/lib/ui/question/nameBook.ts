import { noGivenNames, readGivenNames, type GivenNames } from '#lib/domain/nameGuard/GivenNames.ts';

let loading: Promise<GivenNames> | null = null;

/**
 * The list of given names, fetched when somebody first writes and no sooner; offline it comes from what was put by when
 * the program came onto the tablet. Without it notes are still looked through, for all but single names.
 */
export function loadGivenNames(): Promise<GivenNames> {
	loading ??= import('#lib/domain/nameGuard/givenNames.json').then(
		({ default: file }) => readGivenNames(file),
		() => {
			loading = null;
			return noGivenNames;
		}
	);
	return loading;
}
