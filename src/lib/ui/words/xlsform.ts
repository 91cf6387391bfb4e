import type { ReportCode, ReportLine } from '#lib/domain/templates/xlsform/ReportLine.ts';

type Facts = NonNullable<ReportLine['facts']>;
/** What Dipper did with it, and what is left for a person to do. */
export type ReportWords = { readonly did: string; readonly next: string };

const noCondition = 'The question is asked always';
const setCondition = 'Set in the editor when it is asked';

const changed: Readonly<Record<string, ReportWords>> = {
	range: { did: 'Made it a number', next: 'Say in the guidance from what to what' },
	rank: { did: 'Made it a choice of several, without an order', next: 'Ask for the order in words, if it matters' },
	acknowledge: { did: 'Made it a choice of one', next: 'Word it as a question' },
	time: { did: 'Made it words', next: 'Nothing, if a time of day in words will do' },
	datetime: { did: 'Made it a date, without the time of day', next: 'Ask for the time in words, if it matters' }
};

const words: Record<ReportCode, (facts: Facts) => ReportWords> = {
	'type.changed': ({ type = '' }) =>
		changed[String(type).toLowerCase().split(' ')[0] ?? ''] ?? changed.acknowledge ?? { did: '', next: '' },
	'type.unknown': () => ({ did: 'Left it out: this kind of question is not known', next: 'Add it in the editor' }),
	'type.not-kept': () => ({
		did: 'Left it out: files and places are evidence, not answers',
		next: 'Nothing; auditors attach evidence to any question'
	}),
	'type.set-by-device': () => ({ did: 'Left it out: Dipper keeps who, when and where by itself', next: 'Nothing' }),
	'type.external-choices': () => ({
		did: 'The choices are in another file, so it asks for words, or is left out where nothing is asked',
		next: 'Make it a choice and type the choices'
	}),
	'group.nested': () => ({
		did: 'Its questions are in the section around it',
		next: 'Make it a section of its own, if it should be'
	}),
	'group.repeated': () => ({
		did: 'Its questions are asked once',
		next: 'Ask for each in words, or audit each on its own'
	}),
	'group.not-ended': () => ({ did: 'Took it to end with the sheet', next: 'Check which questions are in it' }),
	'group.ended-twice': () => ({
		did: 'Passed it over: no group is open here',
		next: 'Check which questions are in which section'
	}),
	'name.same': () => ({
		did: 'Gave it a number of its own; conditions mean the first of that name',
		next: 'Check what hangs on it'
	}),
	'name.missing': () => ({
		did: 'A question gets a number; a choice without name or list is left out',
		next: 'Add the choice in the editor, if it is one'
	}),
	'label.missing': () => ({ did: 'Its name stands in place of its words', next: 'Write the words' }),
	'label.shows-answer': () => ({
		did: 'Kept the words as they are; no answer is shown in them',
		next: 'Word it without the answer'
	}),
	'words.cut': ({ most }) => ({ did: `Cut it after ${most} letters`, next: 'Shorten it' }),
	'choices.list-missing': ({ list }) => ({
		did: `There is no list called “${list}”, so it asks for words`,
		next: 'Make it a choice and type the choices'
	}),
	'choices.same-name': () => ({ did: 'Left out the second', next: 'Nothing, if both meant the same' }),
	'choices.other-added': () => ({ did: 'Added “Other” to the choices', next: 'Ask in a note what it was' }),
	'choices.filtered': () => ({
		did: 'All choices are shown always',
		next: 'Split it into a question for each case, if the list is long'
	}),
	'relevant.not-understood': () => ({ did: noCondition, next: setCondition }),
	'relevant.unknown-reference': ({ name }) => ({
		did: `${noCondition}: there is nothing called “${name}”`,
		next: setCondition
	}),
	'relevant.left-out-reference': ({ name }) => ({ did: `${noCondition}: “${name}” was left out`, next: setCondition }),
	'relevant.no-such-option': ({ name }) => ({
		did: `${noCondition}: “${name}” is not among the choices`,
		next: setCondition
	}),
	'note.condition': () => ({
		did: 'It stands over its section always',
		next: 'Word it so that it is true for everyone'
	}),
	'required.condition': () => ({ did: 'It may be left without an answer', next: 'Say whether it must be answered' }),
	'constraint.not-kept': () => ({
		did: 'Any answer of its kind is taken',
		next: 'Say in the guidance what is expected'
	}),
	'calculation.used': () => ({ did: 'Its condition stands with the questions that used it', next: 'Nothing' }),
	'calculation.not-kept': () => ({ did: 'Nothing is worked out', next: 'Ask for it, if it is needed' }),
	'default.not-kept': () => ({
		did: 'It begins without an answer',
		next: 'Nothing; an audit answers each question itself'
	}),
	'column.not-kept': () => ({ did: 'Left the column out', next: 'Nothing, unless questions rest on it' }),
	'language.not-kept': ({ language }) => ({
		did: language === '' ? 'Took the words without a language' : `Took the words in ${language}`,
		next: 'Choose the other language above, if it should be that'
	}),
	'settings.missing': () => ({ did: 'It is called as its file is', next: 'Give it a title' }),
	'settings.not-kept': () => ({ did: 'Left it out: it is for another program', next: 'Nothing' }),
	'sheet.not-kept': () => ({ did: 'Left the sheet out', next: 'Nothing, unless questions rest on it' }),
	'workbook.macros': () => ({
		did: 'Left the macros out, and ran none of them',
		next: 'Nothing, unless a macro writes questions: then save the workbook as .xlsx with them in it'
	})
};

export function reportWords({ code, facts }: Pick<ReportLine, 'code' | 'facts'>): ReportWords {
	return words[code](facts ?? {});
}

/** "survey, row 12". */
export function placeWords({ sheet, row }: Pick<ReportLine, 'sheet' | 'row'>): string {
	return row === null ? sheet : `${sheet}, row ${row}`;
}
