import type { FileState } from '../words/evidence.ts';

/** A photo or file as a list shows it. */
export type FileItem = {
	readonly id: string;
	readonly name: string;
	readonly bytes: number;
	readonly isPicture: boolean;
	/** Address of a small picture of it, where there is one. */
	readonly thumb: string | null;
	readonly state: FileState | null;
};
