import type { Day } from '../../shared/dates.ts';
import type { Template } from '../Template.ts';

/** Where a template as a whole stands: by its version in use, else by the nearest thing to one. */
export type LibraryState = 'in-use' | 'coming' | 'draft' | 'retired';

export type LibraryEntry = Pick<Template, 'id' | 'title' | 'short' | 'family' | 'purpose' | 'minutes'> & {
	readonly state: LibraryState;
	/** The version in use, or the one that comes nearest to it; 0 for a draft of a new template. */
	readonly version: number;
	/** When a version comes into use that is not yet. */
	readonly from: Day | null;
	readonly questions: number;
	/** It is being written in; told to those who may. */
	readonly hasDraft: boolean;
};
