import type { Grade } from '../words/grades.ts';

/** One tile of a group. */
export type Choice = {
	readonly value: string;
	readonly label: string;
	/** A line under the label. */
	readonly hint?: string;
	/** Draws the grade's shape. */
	readonly grade?: Grade;
	/** The letter that chooses it while the group has focus, in lower case. */
	readonly key?: string;
	/** Why this one cannot be chosen; the tile stays readable and says so. */
	readonly held?: string;
};

/** How many columns tiles stand in from a tablet up; `g4` is two by two on a tablet. */
export type ChoiceLayout = 2 | 3 | 4 | 'g4' | 'column' | 'row';
