import type { GradeChoice } from '#lib/domain/grading/mayGrade.ts';
import type { Choice } from '#lib/ui/form/Choice.ts';
import { gradeWords } from '#lib/ui/words/grades.ts';

const hints: Record<GradeChoice['choice'], string | undefined> = {
	'as-suggested': 'As suggested',
	free: undefined,
	below: 'Needs a reason',
	above: 'One above the suggestion: needs a reason',
	'lifts-cap': 'Lifts a cap: needs a reason',
	held: 'Held by the cap',
	'too-far': 'More than one above the suggestion'
};

/** The four tiles as a person meets them: what a cap holds stays readable and says so. */
export function overallChoices(options: readonly GradeChoice[], startsAlert: boolean): Choice[] {
	return options.map(({ grade, choice }) => {
		const says = hints[choice];
		const alert = startsAlert && grade === 'inadequate' ? 'starts an alert' : undefined;
		const hint = [says, alert].filter((part) => part !== undefined).join('; ');
		const held = choice === 'held' || choice === 'too-far' ? says : undefined;
		return {
			value: grade,
			label: gradeWords[grade],
			grade,
			...(held === undefined ? (hint === '' ? {} : { hint: hint.charAt(0).toUpperCase() + hint.slice(1) }) : { held })
		};
	});
}
