import { askedAbout } from './Condition.ts';
import type { Cap, GradingRule, Question, Template } from './Template.ts';

/**
 * A template from which sections or questions were taken out, with what referred to them taken out too: a cap
 * without a cause can never hold, and a condition on an answer that nobody gives would never be known.
 */
export function forWhatIsLeft(template: Template): Template {
	const sections = new Set(template.sections.map((section) => section.id));
	const questions = new Set(template.sections.flatMap((section) => section.questions.map((question) => question.id)));
	return {
		...template,
		grading: gradingOfWhatIsLeft(template.grading, sections, questions),
		sections: template.sections.map((section) => ({
			...section,
			questions: section.questions.map((question) => askedOfWhatIsLeft(question, questions))
		}))
	};
}

function askedOfWhatIsLeft({ askWhen, ...rest }: Question, left: ReadonlySet<string>): Question {
	if (askWhen === undefined || !askedAbout(askWhen).every((id) => left.has(id))) return rest;
	return { ...rest, askWhen };
}

function gradingOfWhatIsLeft(
	{ outstandingNeeds, ...rule }: GradingRule,
	sections: ReadonlySet<string>,
	questions: ReadonlySet<string>
): GradingRule {
	const caps = rule.caps.flatMap((cap) => capOfWhatIsLeft(cap, sections, questions));
	if (outstandingNeeds === undefined || !sections.has(outstandingNeeds.section)) return { ...rule, caps };
	const feedback = outstandingNeeds.feedback.filter((id) => questions.has(id));
	return { ...rule, caps, outstandingNeeds: { ...outstandingNeeds, feedback } };
}

function capOfWhatIsLeft(cap: Cap, sections: ReadonlySet<string>, questions: ReadonlySet<string>): Cap[] {
	const { sections: inSections, questions: inQuestions, ...rest } = cap;
	const left = inSections?.filter((id) => sections.has(id)) ?? [];
	const asked = inQuestions?.filter(({ id }) => questions.has(id)) ?? [];
	if (left.length < cap.count && asked.length === 0 && cap.openAlert !== true) return [];
	return [
		{
			...rest,
			...(left.length < cap.count ? {} : { sections: left }),
			...(asked.length === 0 ? {} : { questions: asked })
		}
	];
}
