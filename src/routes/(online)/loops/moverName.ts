import type { ActionState } from '#lib/domain/changes/RecordState.ts';
import { isOpen } from '#lib/domain/improvement/actionLife.ts';

/** Whose move it is, as YourMove says it: null is the reader's own; a manager's, where nobody is asked by name. */
export function moverName(
	loop: { readonly state: ActionState; readonly move: string | null },
	me: string,
	names: Readonly<Record<string, string>>
): string | null {
	if (loop.move === me) return null;
	if (loop.move !== null) return names[loop.move] ?? 'Someone who has left';
	return isOpen(loop.state) ? 'A manager' : 'nobody';
}
