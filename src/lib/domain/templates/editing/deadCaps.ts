import { rankOf } from '../../grading/grades.ts';
import type { Cap, Template } from '../Template.ts';

/**
 * The ids of caps that can never hold a grade down: there is no overall grade, what they wait for is never asked, or
 * another cap holds it at least as low whenever they would.
 */
export function capsThatNeverApply({ grading }: Template, unreachable: ReadonlySet<string>): readonly string[] {
	const dead = grading.caps.filter((cap, index) => {
		if (!grading.overall || waitsForNothing(cap, unreachable)) return true;
		return grading.caps.some((other, at) => at !== index && covers(other, cap, at < index));
	});
	return dead.map(({ id }) => id);
}

function waitsForNothing({ sections = [], questions = [], openAlert }: Cap, unreachable: ReadonlySet<string>): boolean {
	const asked = questions.filter(({ id }) => !unreachable.has(id));
	return questions.length > 0 && asked.length === 0 && sections.length === 0 && openAlert !== true;
}

/** Of two caps that each cover the other, they are the same, and the later one is idle. */
function covers(other: Cap, cap: Cap, isEarlier: boolean): boolean {
	const holdsAsLow = (one: Cap, than: Cap) => rankOf(one.holdsAt) <= rankOf(than.holdsAt) && isWider(one, than);
	return holdsAsLow(other, cap) && (isEarlier || !holdsAsLow(cap, other));
}

/** Whether one cap holds whenever another does: by sections, by answers and by alerts alike. */
function isWider(one: Cap, than: Cap): boolean {
	return sectionsWider(one, than) && questionsWider(one, than) && (than.openAlert !== true || one.openAlert === true);
}

function sectionsWider(one: Cap, than: Cap): boolean {
	const sections = than.sections ?? [];
	if (sections.length === 0) return true;
	const names = sections.every((id) => one.sections?.includes(id) === true);
	return names && one.count <= than.count && rankOf(one.grade) >= rankOf(than.grade);
}

function questionsWider(one: Cap, than: Cap): boolean {
	return (than.questions ?? []).every(({ id, is, late }) => {
		const same = one.questions?.filter((question) => question.id === id) ?? [];
		const isNamed = is.every((answer) => same.some((question) => question.is.includes(answer)));
		return isNamed && (late !== true || same.some((question) => question.late === true));
	});
}
