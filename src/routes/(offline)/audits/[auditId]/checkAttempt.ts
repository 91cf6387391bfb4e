import { attemptOutcomes, endingOutcomes, waysToReach } from '#lib/domain/voices/Voice.ts';
import type { AttemptOutcome, WayToReach } from '#lib/domain/voices/Voice.ts';

type Typed = { readonly how: string; readonly outcome: string; readonly note: string };
type Checked =
	| {
			readonly ok: true;
			readonly value: { readonly how: WayToReach; readonly outcome: AttemptOutcome; readonly note: string };
	  }
	| { readonly ok: false; readonly errors: readonly { readonly id: string; readonly words: string }[] };

/** A try as it was typed. Where the trying ends, the reason is asked for: it stands in the audit in place of a voice. */
export function checkAttempt(typed: Typed): Checked {
	const how = waysToReach.find((one) => one === typed.how);
	const outcome = attemptOutcomes.find((one) => one === typed.outcome);
	const note = typed.note.trim();
	const errors = [
		...(how === undefined ? [{ id: 'attempt-how', words: 'Choose how you tried' }] : []),
		...(outcome === undefined ? [{ id: 'attempt-outcome', words: 'Choose what came of it' }] : []),
		...(outcome !== undefined && endingOutcomes.has(outcome) && note === ''
			? [{ id: 'attempt-note', words: 'Write why' }]
			: []),
		...(note.length > 2_000 ? [{ id: 'attempt-note', words: 'Shorten this to 2000 characters' }] : [])
	];
	if (how === undefined || outcome === undefined || errors.length > 0) return { ok: false, errors };
	return { ok: true, value: { how, outcome, note } };
}
