import { mostExtensions } from '#lib/domain/changes/applyActionAct.ts';
import type { ActionHead } from '#lib/domain/changes/RecordState.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Choice } from '#lib/ui/form/Choice.ts';
import { extensionsWords, firstName } from '#lib/ui/words/actions.ts';
import { shortWeekday } from '#lib/ui/words/dates.ts';
import type { ActName } from './offeredActs.ts';

export type Verdict = 'verified' | 'returned' | 'held' | 'not-held';
/** What the form of one act says. */
export type ActTexts = {
	readonly heading: string;
	readonly button: string;
	readonly about?: string;
	/** The box to write in, with what is said when it is empty; none for accepting. */
	readonly label?: string;
	readonly hint?: string;
	readonly missing: string;
	/** A box of its own for what is different, needed to verify (product.md 6.2). */
	readonly difference?: string;
	readonly verdicts?: {
		readonly legend: string;
		readonly missing: string;
		readonly choices: readonly (Choice & { readonly value: Verdict; readonly button: string })[];
	};
	readonly aside?: string;
};

export function actTexts(act: ActName, head: ActionHead, ownerName: string, today: Day): ActTexts {
	const owner = firstName(ownerName) || 'The owner';
	switch (act) {
		case 'accept':
			return {
				heading: 'Is this yours to do?',
				about: `It is due ${shortWeekday(head.dueOn, today)}. If it is not yours, give it to whoever can do it.`,
				button: 'Accept this action',
				missing: ''
			};
		case 'complete':
			return {
				heading: 'Is it done?',
				label: isOfChild(head)
					? 'What is different for the child, and where the record shows it'
					: 'What is different, and where it can be seen',
				hint: '“Case note of 9 March, plan version 4, section 6”',
				missing: 'Write what is different, and where it can be seen',
				button: 'It is done',
				aside: 'Works without signal. Someone else verifies it once it is sent.'
			};
		case 'progress':
			return {
				heading: 'Say how it is going',
				label: 'What has happened so far',
				missing: 'Write what has happened so far',
				button: 'Add this'
			};
		case 'verify':
			return {
				heading: 'Verify it, or return it',
				difference: isOfChild(head) ? 'What is different for the child?' : 'What is different in practice?',
				label: 'What you saw, in your own words',
				missing: 'Write what you saw, in your own words',
				verdicts: {
					legend: 'Has it made the difference?',
					missing: 'Choose whether it has made the difference',
					choices: [
						{
							value: 'verified',
							label: 'Yes, verified',
							hint: 'Seen for myself in the record',
							button: 'Verify this action'
						},
						{
							value: 'returned',
							label: 'Not yet, return it',
							hint: `With one clear reason, to ${owner}`,
							button: 'Return this action'
						}
					]
				},
				button: 'Verify or return',
				aside: `Works without signal. ${owner} hears when it is sent.`
			};
		case 'impact':
			return {
				heading: 'Has practice moved?',
				about: 'Ninety days on, a fresh dip sample looks at the same practice.',
				label: 'What the fresh sample showed',
				missing: 'Write what the fresh sample showed',
				verdicts: {
					legend: 'Has practice moved?',
					missing: 'Choose whether practice has moved',
					choices: [
						{ value: 'held', label: 'Yes', hint: 'The loop closes', button: 'Close the loop' },
						{ value: 'not-held', label: 'No', hint: `It opens again, with ${owner}`, button: 'Open the loop again' }
					]
				},
				button: 'Record what it showed'
			};
		case 'extend':
			return {
				heading: 'Give it longer',
				about: extensionsWords(head.extensions, mostExtensions),
				label: 'Why, and who agreed',
				missing: 'Write why it needs longer, and who agreed',
				button: 'Move the date'
			};
		case 'transfer':
			return {
				heading: 'Give it to someone else',
				label: 'Why it changes hands',
				missing: 'Write why it changes hands',
				button: 'Give it to them'
			};
		case 'notNeeded':
			return {
				heading: 'It is not needed any more',
				about: 'The finding stays; the action closes with your reason.',
				label: 'Why it is not needed',
				missing: 'Write why it is not needed',
				button: 'Close it as not needed'
			};
	}
}

function isOfChild({ level }: ActionHead): boolean {
	return level === 'child';
}
