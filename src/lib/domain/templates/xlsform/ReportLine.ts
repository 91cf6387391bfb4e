/** What a line of the report is about; the words for it are in ui/words. */
export type ReportCode =
	/** Taken, but not as the form has it. */
	| 'type.changed'
	/** Left out altogether. facts: type */
	| 'type.unknown'
	| 'type.not-kept'
	| 'type.set-by-device'
	| 'type.external-choices'
	| 'group.nested'
	| 'group.repeated'
	| 'group.not-ended'
	| 'group.ended-twice'
	| 'name.same'
	| 'name.missing'
	| 'label.missing'
	| 'label.shows-answer'
	| 'words.cut'
	| 'choices.list-missing'
	| 'choices.same-name'
	| 'choices.other-added'
	| 'choices.filtered'
	| 'relevant.not-understood'
	/** facts: name */
	| 'relevant.unknown-reference'
	| 'relevant.left-out-reference'
	| 'relevant.no-such-option'
	| 'note.condition'
	| 'required.condition'
	| 'constraint.not-kept'
	| 'calculation.used'
	| 'calculation.not-kept'
	| 'default.not-kept'
	| 'column.not-kept'
	| 'language.not-kept'
	| 'settings.missing'
	| 'settings.not-kept'
	| 'sheet.not-kept'
	| 'workbook.macros';

/** One thing that is not in the draft as it was in the form: where, what stood there, and which kind of thing it is. */
export type ReportLine = {
	readonly sheet: string;
	/** As the spreadsheet numbers it; null for the sheet as a whole. */
	readonly row: number | null;
	/** As it stands in the form. */
	readonly says: string;
	readonly code: ReportCode;
	readonly facts?: Readonly<Record<string, string | number>>;
};

export type Report = (line: ReportLine) => void;
