import { nameQuestion, nameSection } from '../editing/names.ts';
import { longestWords } from '../editing/TemplateDraft.ts';
import { question as questionShape, type Question, type Section } from '../Template.ts';
import type { Condition } from '../Condition.ts';
import { conditionFrom } from './conditionFrom.ts';
import { kindOfList, readType, type TypeReading } from './questionFrom.ts';
import { joinDates, type JoinedRow } from './joinDates.ts';
import type { FormChoice } from './readChoices.ts';
import { wordsIn, type FormRow, type FormSheet } from './readFormSheet.ts';
import type { Report, ReportCode, ReportLine } from './ReportLine.ts';

export type Survey = {
	readonly survey: FormSheet;
	readonly lists: ReadonlyMap<string, readonly FormChoice[]>;
	readonly language: string;
	readonly sectionTitle: string;
	readonly report: Report;
};

/** A group that is open, with the row it began at. */
type Group = { readonly row: FormRow; readonly type: string };
type ReadQuestion = { readonly question: Question; readonly row: FormRow; readonly groups: readonly Group[] };
type ReadSection = { readonly id: string; readonly title: string; intro: string; readonly questions: ReadQuestion[] };

/** Reads the survey from the top: outer groups become sections, what is in them questions, conditions when all is known. */
export class SurveyReader {
	readonly #given: Survey;
	readonly #sections: ReadSection[] = [];
	readonly #groups: Group[] = [];
	readonly #ids = new Set<string>();
	readonly #byName = new Map<string, Question>();
	readonly #whole = new Set<string>();
	readonly #calculations = new Map<string, string>();
	readonly #leftOut = new Set<string>();
	readonly #used = new Set<string>();
	readonly #rows = new Map<string, FormRow>();
	readonly #reported = new Set<FormRow>();
	#open: ReadSection | null = null;

	constructor(given: Survey) {
		this.#given = given;
	}

	read(): Section[] {
		for (const row of joinDates(this.#given.survey.rows)) this.#readRow(row);
		for (const { row } of this.#groups) this.#say(row, 'group.not-ended', row.cells.name ?? '');
		const filled = this.#sections.filter(({ questions, intro }) => questions.length > 0 || intro !== '');
		const sections = filled.map((section, at) => this.#finish(section, at + 1));
		for (const [name, source] of this.#calculations) this.#reportCalculation(name, source);
		return sections.some(({ questions }) => questions.length > 0) ? sections : [];
	}

	#readRow(row: JoinedRow): void {
		const type = (row.cells.type ?? '').trim();
		if (type === '' || type.startsWith('#')) return;
		if (row.dates !== undefined) return this.#ask(row, type, { kind: 'time' });
		const plain = type.toLowerCase().replace(/[ _]+/g, ' ');
		if (plain === 'begin group' || plain === 'begin repeat') return this.#begin(row, plain);
		if (plain === 'end group' || plain === 'end repeat') return this.#end(row);
		if (plain === 'note') return this.#note(row);
		if (plain === 'calculate') return this.#calculate(row);
		this.#ask(row, type, readType(type));
	}

	#begin(row: FormRow, type: string): void {
		if (type === 'begin repeat') this.#say(row, 'group.repeated', row.cells.name ?? '');
		if (this.#groups.length === 0) this.#open = this.#newSection(row);
		else if (type === 'begin group')
			this.#say(row, 'group.nested', wordsIn(row, 'label', this.#given.language) || (row.cells.name ?? ''));
		this.#groups.push({ row, type });
	}

	#end(row: FormRow): void {
		if (this.#groups.pop() === undefined) this.#say(row, 'group.ended-twice', row.cells.type ?? '');
		if (this.#groups.length === 0) this.#open = null;
	}

	#newSection(row: FormRow | null): ReadSection {
		const name = row?.cells.name ?? '';
		const label = row === null ? this.#given.sectionTitle : wordsIn(row, 'label', this.#given.language) || name;
		const id = /^[A-Z]+[0-9]*$/.test(name) && !this.#ids.has(name) ? name : nameSection(this.#ids);
		this.#ids.add(id);
		const made: ReadSection = { id, title: label.slice(0, 200), intro: '', questions: [] };
		this.#sections.push(made);
		return made;
	}

	#section(): ReadSection {
		this.#open ??= this.#newSection(null);
		return this.#open;
	}

	/** Something to be read belongs to the section; a question cannot be only read. */
	#note(row: FormRow): void {
		const section = this.#section();
		const words = this.#words(row, 'label');
		if (row.cells.relevant !== undefined) this.#say(row, 'note.condition', row.cells.relevant);
		section.intro = [section.intro, words]
			.filter((one) => one !== '')
			.join('\n')
			.slice(0, longestWords);
		if (row.cells.name !== undefined) this.#leftOut.add(row.cells.name);
	}

	#calculate(row: FormRow): void {
		const { name = '', calculation = '' } = row.cells;
		this.#calculations.set(name, calculation);
		this.#rows.set(name, row);
	}

	#reportCalculation(name: string, source: string): void {
		const row = this.#rows.get(name);
		if (row !== undefined)
			this.#say(row, this.#used.has(name) ? 'calculation.used' : 'calculation.not-kept', source, { name });
	}

	#ask(row: JoinedRow, type: string, reading: TypeReading): void {
		const { name = '' } = row.cells;
		if (reading.says !== undefined) this.#say(row, reading.says, type, { type });
		if (reading.kind === null) {
			this.#leftOut.add(name);
			return;
		}
		if (name === '') this.#say(row, 'name.missing', type);
		const section = this.#section();
		const question = this.#shape(row, section, { ...reading, name });
		if (name !== '' && this.#byName.has(name)) this.#say(row, 'name.same', name);
		else this.#byName.set(name, question);
		if (reading.isWhole === true) this.#whole.add(name);
		section.questions.push({ question, row, groups: [...this.#groups] });
		this.#reportColumns(row, reading.kind);
	}

	#shape(
		row: JoinedRow,
		section: ReadSection,
		of: Extract<TypeReading, { kind: string }> & { readonly name: string }
	): Question {
		const isOwn = questionShape.shape.id.safeParse(of.name).success && !this.#ids.has(of.name);
		const id = isOwn ? of.name : nameQuestion(section, this.#ids);
		this.#ids.add(id);
		const label = this.#words(row, 'label');
		if (label === '') this.#say(row, 'label.missing', of.name);
		const guidance = [this.#words(row, 'hint'), this.#words(row, 'guidance_hint')]
			.filter((one) => one !== '')
			.join('\n');
		const { kind, options } = this.#answers(row, of);
		return {
			id,
			number: '',
			text: label === '' ? of.name : label,
			kind,
			guidance: guidance.slice(0, longestWords),
			...(options === undefined ? {} : { options }),
			...this.#dateLabels(row),
			alerts: [],
			dip: false,
			optional: kind !== 'gate' && !this.#isRequired(row),
			themes: []
		};
	}

	#dateLabels({ dates }: JoinedRow): Pick<Question, 'fromLabel' | 'toLabel'> {
		if (dates === undefined) return {};
		return { fromLabel: this.#words(dates.from, 'label'), toLabel: this.#words(dates.to, 'label') };
	}

	#answers(
		row: FormRow,
		{ kind, list, hasOther }: Extract<TypeReading, { kind: string }>
	): Pick<Question, 'kind' | 'options'> {
		if (kind !== 'pick' && kind !== 'multi') return { kind };
		if (list === undefined) return { kind, options: [{ id: 'OK', label: 'OK' }] };
		const choices = this.#given.lists.get(list);
		if (choices === undefined) {
			this.#say(row, 'choices.list-missing', row.cells.type ?? '', { list });
			return { kind: 'text' };
		}
		const own = kind === 'pick' && hasOther !== true ? kindOfList(choices) : null;
		if (own !== null) return { kind: own };
		if (hasOther === true) this.#say(row, 'choices.other-added', row.cells.type ?? '');
		const other =
			hasOther === true && !choices.some(({ id }) => id === 'other') ? [{ id: 'other', label: 'Other' }] : [];
		return {
			kind,
			options: [...choices.map(({ id, label }) => ({ id, label: label.slice(0, longestWords) })), ...other]
		};
	}

	#words(row: FormRow, column: string): string {
		const words = wordsIn(row, column, this.#given.language);
		if (/\$\{[^}]*\}/.test(words)) this.#say(row, 'label.shows-answer', words);
		if (words.length > longestWords) this.#say(row, 'words.cut', `${words.slice(0, 80)}…`, { most: longestWords });
		return words.slice(0, longestWords);
	}

	#isRequired(row: FormRow): boolean {
		const said = (row.cells.required ?? 'no').toLowerCase();
		if (['yes', 'true', 'true()', '1', 'required'].includes(said)) return true;
		if (!['no', 'false', 'false()', '0', ''].includes(said))
			this.#say(row, 'required.condition', row.cells.required ?? '');
		return false;
	}

	#reportColumns({ cells, row }: FormRow, kind: string): void {
		const said: readonly (readonly [string, ReportCode])[] = [
			['constraint', 'constraint.not-kept'],
			['default', 'default.not-kept'],
			['choice_filter', 'choices.filtered'],
			['calculation', 'calculation.not-kept']
		];
		for (const [column, code] of said) {
			const words = cells[column];
			if (words !== undefined) this.#line({ row, says: words, code, facts: { kind, name: cells.name ?? '' } });
		}
	}

	#finish({ id, title, intro, questions }: ReadSection, at: number): Section {
		const number = String(at);
		return {
			id,
			number,
			title,
			short: title.slice(0, 20),
			...(intro === '' ? {} : { intro }),
			graded: false,
			closing: false,
			questions: questions.map((one, place) => ({ ...this.#withCondition(one), number: `${number}.${place + 1}` }))
		};
	}

	#withCondition({ question, row, groups }: ReadQuestion): Question {
		const rows = [...groups.map((group) => group.row), row];
		const conditions = rows.flatMap((one) => this.#condition(one, question.id));
		const [only] = conditions;
		if (only === undefined) return question;
		return { ...question, askWhen: conditions.length === 1 ? only : { all: conditions } };
	}

	/** A group's condition is said of each of its questions; what is wrong with it is reported once. */
	#condition(row: FormRow, asked: string): Condition[] {
		const source = row.cells.relevant;
		if (source === undefined) return [];
		const read = conditionFrom(source, {
			questions: this.#byName,
			whole: this.#whole,
			calculations: this.#calculations,
			leftOut: this.#leftOut
		});
		for (const [, name = ''] of read.ok ? source.matchAll(/\$\{\s*([^}\s]+)\s*\}/g) : []) this.#used.add(name);
		if (read.ok) return [read.value];
		if (!this.#reported.has(row)) this.#say(row, read.problem.code, source, { ...read.problem.facts, asked });
		this.#reported.add(row);
		return [];
	}

	#say({ row }: FormRow, code: ReportCode, says: string, facts?: ReportLine['facts']): void {
		this.#line({ row, says, code, ...(facts === undefined ? {} : { facts }) });
	}

	#line(line: Omit<ReportLine, 'sheet'>): void {
		this.#given.report({ sheet: this.#given.survey.name, ...line });
	}
}
