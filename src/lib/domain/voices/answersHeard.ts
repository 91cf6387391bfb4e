import { isValueOf } from '../audits/values.ts';
import { findQuestion } from '../audits/keys.ts';
import type { Audit } from '../audits/readAudit.ts';
import type { AnswerValue } from '../changes/Change.ts';
import type { Day } from '../shared/dates.ts';
import { answerOfFace, type Said, type Voice } from './Voice.ts';

export type Heard = { readonly from: Voice; readonly said: readonly Said[]; readonly text: string };
export type AnswerHeard = { readonly question: string; readonly value: AnswerValue };

/**
 * What somebody said, as answers to the questions of the audit that ask for it: the Child Journey's sections 10 and 11
 * (question-sets.md 2.1), which every variant has under the same ids. Only where the set asks, and nothing stands yet:
 * what the auditor wrote is never written over.
 */
export function answersHeard(audit: Audit, heard: Heard, today: Day): readonly AnswerHeard[] {
	return answersIn(heard, today).filter(({ question, value }) => {
		const asked = findQuestion(audit.template, question);
		return asked !== undefined && !audit.answers.has(question) && isValueOf(asked, value);
	});
}

function answersIn({ from, said, text }: Heard, today: Day): AnswerHeard[] {
	switch (from) {
		case 'child':
			return [{ question: 'CJ10.1', value: 'obtained-by-auditor' }, ...said.flatMap(ofTheChild)];
		case 'parent':
			return [...together('CJ10.3a', said), ...words('CJ10.3b', text)];
		case 'partner':
			return together('CJ10.4', said);
		case 'practitioner':
			return [
				...words('CJ10.5', [text, ...said.map(({ value }) => value)].filter((one) => one !== '').join('\n')),
				...(text === '' ? [] : [{ question: 'CJ11.5a', value: today }]),
				...words('CJ11.5b', text)
			];
	}
}

const childQuestions: Readonly<Record<string, string>> = {
	'knows-why': 'CJ10.2a',
	agrees: 'CJ10.2b',
	'listened-to': 'CJ10.2c',
	safer: 'CJ10.2d'
};

function ofTheChild({ about, value }: Said): AnswerHeard[] {
	const [question, answer] = [childQuestions[about], answerOfFace(value)];
	return question === undefined || answer === null ? [] : [{ question, value: answer }];
}

/** Yes only where all of it is so, as the guidance beside the question asks; No where nothing of it is. */
function together(question: string, said: readonly Said[]): AnswerHeard[] {
	const given = said.map(({ value }) => value).filter((value) => value !== '');
	if (given.length === 0) return [];
	const all = (wanted: string) => given.every((value) => value === wanted);
	return [{ question, value: all('yes') ? 'yes' : all('no') ? 'no' : 'partly' }];
}

function words(question: string, text: string): AnswerHeard[] {
	return text === '' ? [] : [{ question, value: text }];
}
