import type { Change } from '#lib/domain/changes/Change.ts';

/** A file as the change that attaches it names it. */
export type AttachedFile = { readonly id: string; readonly sha256: string; readonly name: string };

/** The files that a change attaches: to a question, or with a finished action. */
export function attachedBy({ name, args }: Change): readonly AttachedFile[] {
	if (name === 'evidence.attach') return isFile(args) ? [args] : [];
	if (name !== 'action.complete' || args === null || typeof args !== 'object' || !('evidence' in args)) return [];
	return Array.isArray(args.evidence) ? args.evidence.filter(isFile) : [];
}

/** What is attached after all of them, in their order: what was taken off again is nobody's loss. */
export function stillAttached(changes: readonly Change[]): readonly AttachedFile[] {
	const files = new Map<string, AttachedFile>();
	for (const change of changes) {
		for (const { id, sha256, name } of attachedBy(change)) files.set(id, { id, sha256, name });
		const off = detached(change);
		if (off !== null) files.delete(off);
	}
	return [...files.values()];
}

/** The file that a change takes off again. */
export function detached({ name, args }: Change): string | null {
	if (name !== 'evidence.detach' || args === null || typeof args !== 'object' || !('id' in args)) return null;
	return typeof args.id === 'string' ? args.id : null;
}

function isFile(value: unknown): value is AttachedFile {
	return value !== null && typeof value === 'object' && 'id' in value && 'sha256' in value && 'name' in value;
}
