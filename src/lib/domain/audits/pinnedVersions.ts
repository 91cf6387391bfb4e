import type { Fields } from '../changes/RecordState.ts';

/** The exact version of every field that a submission stands on (SPEC.md M5). */
export function pinnedVersions(fields: Fields): Record<string, number> {
	return Object.fromEntries(
		[...fields].filter(([key]) => key !== 'submission').map(([key, field]) => [key, field.ver])
	);
}
