import type { AssemblyProblem } from '#lib/domain/templates/assembleTemplate.ts';
import type { BorrowProblem } from '#lib/domain/templates/borrowSection.ts';
import type { DraftCheckCode } from '#lib/domain/templates/editing/draftProblems.ts';
import type { DraftProblemCode, PublishProblemCode } from '#lib/domain/templates/editing/TemplateDraft.ts';
import type { TemplateProblemCode } from '#lib/domain/templates/templateProblems.ts';
import type { Facts } from './ProblemWords.ts';

/** What stops a template from being published. The page says beside each which section or question it is about. */
export const templateProblems: Record<TemplateProblemCode | AssemblyProblem | BorrowProblem, (facts: Facts) => string> =
	{
		'template.same-id': ({ id }) => `${id} stands twice. Give one of them another number`,
		'template.kept-id': ({ id }) => `${id} is a name Dipper keeps for the whole audit. Use another`,
		'template.section-empty': () => 'Put a question into this section, or take it away',
		'template.judgement-missing': () => 'Mark the section in which the overall grade is given',
		'template.another-core': () => 'This variant belongs to another set of questions',
		'template.nothing-to-adjust': () => 'This variant changes a question that the set does not have',
		'template.nothing-to-borrow': ({ from, section }) => `${from} has no ${section} to take over`,
		'template.no-such-place': () => 'This variant puts a section where there is no place for it',
		'question.options-missing': () => 'Give two options or more',
		'question.options-not-wanted': () => 'This kind of question has its own answers. Take the options away',
		'question.same-option': ({ option }) => `The option ${option} stands twice`,
		'question.prefill-has-no-option': ({ value }) => `The import may say “${value}”, and no option is it`,
		'question.unknown-import-key': ({ key }) => `The import has nothing called ${key}`,
		'question.unknown-clock': ({ clock }) => `There is no clock called ${clock}`,
		'question.optional-gate': () => 'A question about safety cannot be left out',
		'alert.never-fires': () => 'Say which answer raises this alert',
		'alert.on-impossible-answer': ({ answer }) => `This question cannot be answered “${answer}”`,
		'alert.on-good-answer': ({ answer }) => `“${answer}” is a good answer and raises no alert`,
		'alert.late-without-clock': () => 'Only a question with a clock can be late',
		'alert.above-without-number': () => 'Only a number can be above another',
		'alert.confirm-without-words': () => 'Say what the auditor is asked to confirm',
		'condition.unknown-question': ({ id }) => `There is no question ${id} to hang this on`,
		'condition.cannot-compare': ({ id }) => `What is written in ${id} cannot decide whether this is asked`,
		'condition.impossible-answer': ({ id, answer }) => `${id} cannot be answered “${answer}”`,
		'condition.not-a-number': ({ id }) => `${id} is not answered with a number, so it cannot be at least or below one`,
		'condition.not-a-date': ({ id }) => `${id} is not answered with one date, so it cannot be before or after another`,
		'condition.never-holds': ({ id }) =>
			`Nothing answered to ${id} can be both: make the lower bound the smaller of the two`,
		'condition.goes-round': () => 'This question waits for one that waits for it',
		'grading.unknown-section': ({ id }) => `There is no section ${id} for the grade to rest on`,
		'grading.section-not-graded': ({ id }) => `Section ${id} is not graded, so no grade can rest on it`,
		'grading.unknown-question': ({ id }) => `There is no question ${id} for the grade to rest on`,
		'grading.impossible-answer': ({ id, answer }) => `${id} cannot be answered “${answer}”`,
		'grading.late-without-clock': ({ id }) => `${id} has no clock, so it cannot be late`,
		'grading.same-cap': ({ id }) => `Two caps are called ${id}`,
		'grading.cap-without-cause': () => 'Say what makes this cap hold',
		'grading.count-too-high': () => 'This cap asks for more sections than it names',
		'grading.nothing-graded': () => 'Mark at least one section as graded',
		'grading.scale-cannot-grade': () =>
			'Sections and whole audits are graded on the four grades. Choose that scale, or grade nothing here',
		'grading.question-not-graded': () => 'The question that gives the grade must be one that is graded'
	};

/** What keeps a draft from being saved. Who changed it and when stands beside, on the page. */
export const draftProblems: Record<DraftProblemCode, (facts: Facts) => string> = {
	'draft.title-missing': () => 'Give it a title',
	'draft.not-a-template': ({ at }) =>
		at === '' || at === undefined
			? 'This cannot be read as a template. It may hold characters that no text has'
			: `This cannot be read as a template: look at ${at}`,
	'draft.too-many-questions': ({ count, most }) =>
		`This has ${count} questions. A template takes ${most} at most: split it, or take out what is not asked`,
	'draft.changed': () => 'Somebody changed this draft while you had it open. Nothing of yours or theirs is lost',
	'draft.gone': () => 'This draft was published or put away while you had it open. What you wrote still stands here'
};

/** What a writer of a template is told beside what stops it: gaps, and what would not do what it seems to. */
export const draftCheckProblems: Record<DraftCheckCode, (facts: Facts) => string> = {
	'template.title-missing': () => 'Give it a title',
	'template.short-missing': () => 'Give it a short name, for lists',
	'template.auditor-missing': () => 'Say who audits with it',
	'template.no-sections': () => 'Add a section',
	'template.scale-missing': () => 'It names no grade scale that Dipper has. Use “ofsted”, the four grades',
	'template.shape': ({ at }) => `Something is written here that no template can have: ${at}. Make this part anew`,
	'section.title-missing': () => 'Give this section a title',
	'section.short-missing': () => 'Give this section a word for the list of sections',
	'section.id-wrong': ({ id }) => `A section cannot be called ${id}. Make the section anew, and Dipper names it`,
	'question.text-missing': () => 'Write the question',
	'question.id-wrong': ({ id }) => `A question cannot be called ${id}. Copy the question, and take this one away`,
	'question.guidance-missing': () => 'Say what good looks like, so that two auditors mean the same',
	'question.option-missing': () => 'An option has no words. Write them, or take it away',
	'question.never-asked': () => 'Nobody can ever be asked this: what its conditions want cannot all be so',
	'question.asks-for-trouble': () =>
		'Yes may be bad news here. Word it so that Yes is good, or every figure made from it is upside down',
	'question.unknown-theme': ({ theme }) => `No other question has the theme “${theme}”. Is it meant?`,
	'condition.unfinished': () => 'Say when this is asked, or ask it always',
	'condition.looks-ahead': ({ id }) => `This waits for ${id}, which comes later. Until then it is asked of everyone`,
	'alert.no-pathway': () =>
		'No action can be raised from this section, so this alert could not be answered. Make it a same-day alert, or move the question',
	'cap.reason-missing': () => 'Give the reason for this cap, in words the auditor reads',
	'cap.never-applies': () => 'This cap never holds a grade down: something else already does, or nothing can set it off'
};

export const publishProblems: Record<Exclude<PublishProblemCode, DraftProblemCode>, (facts: Facts) => string> = {
	'publish.note-missing': () => 'Say in a sentence what changed',
	'publish.not-a-day': () => 'Enter a real date, such as 1 4 2027',
	'publish.day-past': () =>
		'Choose today or a day to come: what was audited before was audited with the version before',
	'publish.has-problems': ({ count }) =>
		count === 1 ? 'One thing must be put right first' : `${count} things must be put right first`,
	'publish.needs-second': () => 'You put this version forward, so somebody else has to publish it',
	'retire.reason-missing': () => 'Say why it is retired',
	'retire.not-in-use': () => 'It is retired already',
	'bring-back.in-use': () => 'It is in use already',
	'upgrade.submitted': () => 'This audit was submitted, and stays as it was judged',
	'upgrade.changed': () => 'Something was answered while you looked. Look once more at what would change',
	'upgrade.nothing-newer': () => 'This audit has the version in use'
};
