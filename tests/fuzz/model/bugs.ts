/**
 * Faults that the model can be given, one for each rule that they break; the table of docs/battery.md says which were
 * found. Dropping the detection of duplicates, or the order of numbers, alone goes unnoticed: each covers the other.
 */
export const modelBugs = {
	'poison-refused': 'W1',
	'no-order-no-duplicates': 'W2',
	'version-outside-the-lock': 'W3',
	'gone-left-out': 'W4',
	'stale-pull-taken': 'W5',
	'base-kept-after-gone': 'W6',
	'outbox-dropped-with-gone': 'W6',
	'kept-dropped-at-once': 'W7',
	'not-sent-again-after-restore': 'W7',
	'old-build-refused': 'W8',
	'gives-up-after-three-tries': 'W9',
	'pull-without-permission': 'W10',
	'whole-record-conflict': 'M1',
	'last-writer-wins': 'M2',
	'old-base-after-restore': 'M2',
	'client-clock-decides': 'M3',
	'grades-of-two-merged': 'M4',
	'submission-not-pinned': 'M5',
	'locked-change-applied': 'M5',
	'loser-left-out-of-history': 'M6',
	'lease-ignored': 'V6',
	'journal-not-put-back': 'S8',
	'two-tabs-one-number': 'S5',
	'draft-gone-with-crash': 'S3',
	'fork-taken-as-duplicate': 'FORK',
	'old-name-on-seals': 'V7',
	'wiped-before-rescue': 'V4',
	'sent-before-commit': 'I5',
	'parked-out-of-sight': 'I12',
	'bytes-dropped-at-once': 'P14'
} as const;

export type ModelBug = keyof typeof modelBugs;
export const modelBugNames = Object.keys(modelBugs) as ModelBug[];
