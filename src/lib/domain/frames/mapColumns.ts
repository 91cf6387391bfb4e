import type { Day } from '../shared/dates.ts';
import type { Result } from '../shared/Result.ts';
import { ok, problem } from '../shared/Result.ts';
import { ageBandAt } from './ageBand.ts';
import { planTypes, readCode, readYesNo } from './annexACodes.ts';
import { caseKey, looksPersonal, readCaseNumber } from './caseNumber.ts';
import type { Cell, SheetRow } from './cells.ts';
import { cleanText, columnLetter, isBlank, isErrorCell, readCount, readDay } from './cells.ts';
import { countCases } from './countCases.ts';
import type { WarningCode } from './dataQuality.ts';
import { WarningLog } from './dataQuality.ts';
import type { Caseload } from './readAnnexA.ts';
import { longestName } from './readListCell.ts';
import type { CaseDate, FrameCase, Stage } from './SamplingFrame.ts';
import { caseDates, stages } from './SamplingFrame.ts';
import type { ColumnMapping, MappableField } from './suggestMapping.ts';
import { isPersonalHeader } from './suggestMapping.ts';

export type MappingChoice = {
	readonly columns: ColumnMapping;
	/** The stage of rows that name none, or none we know. */
	readonly stage: Stage;
};

export type MappingProblem = 'caseload.mapping-no-case-number' | 'caseload.mapping-personal' | 'caseload.no-children';

/** Any CSV to a caseload: the first row has the headers, a row is a child; repeated children keep their weightiest row. */
export function mapColumns(
	rows: readonly SheetRow[],
	choice: MappingChoice,
	takenOn: Day
): Result<Caseload, MappingProblem> {
	const [header, ...data] = rows;
	const refused = refuseMapping(header, choice.columns);
	if (refused !== null) return refused;
	const log = new WarningLog();
	const cases = new Map<string, FrameCase>();
	for (const row of data) {
		if (row.cells.every(isBlank)) continue;
		const one = new MappedRow(row, choice, log).read(takenOn);
		if (one === null) continue;
		const known = cases.get(caseKey(one.caseRef));
		if (known !== undefined) log.add('caseload.row-repeated', { row: row.row });
		if (known === undefined || outweighs(one, known)) cases.set(caseKey(one.caseRef), one);
	}
	if (cases.size === 0) return problem('caseload.no-children');
	const kept = [...cases.values()];
	return ok({ cases: kept, counts: countCases(kept), warnings: log.warnings() });
}

/** Only these may read a column that by its name holds something personal: they keep a band, not the value. */
const bandFields: ReadonlySet<MappableField> = new Set(['bornOn', 'age']);

function refuseMapping(header: SheetRow | undefined, columns: ColumnMapping) {
	if (header === undefined || columns.caseRef === undefined) return problem('caseload.mapping-no-case-number');
	for (const field of Object.keys(columns) as MappableField[]) {
		const index = columns[field];
		if (index !== undefined && !bandFields.has(field) && isPersonalHeader(header.cells[index])) {
			return problem('caseload.mapping-personal', { column: columnLetter(index) });
		}
	}
	return null;
}

function outweighs(one: FrameCase, other: FrameCase): boolean {
	if (one.open !== other.open) return one.open;
	return weightOf(one.stage) > weightOf(other.stage);
}

/** `stages` runs from the lightest to looked after; care leavers and adoption stand apart, below them all. */
function weightOf(stage: Stage): number {
	return stage === 'care-leaver' || stage === 'adoption' ? -1 : stages.indexOf(stage);
}

const stageWords: readonly (readonly [RegExp, Stage])[] = [
	[/care leaver|leaving care|care experienced|pathway/, 'care-leaver'],
	[/adopt/, 'adoption'],
	[/looked after|\blac\b|\bcla\b|\bcic\b|in care/, 'looked-after'],
	[/child protection|\bcpp?\b/, 'child-protection'],
	[/child(ren)? in need|\bcin\b/, 'child-in-need'],
	[/section 47|\bs ?47\b/, 'section-47'],
	[/assess/, 'assessment'],
	[/early help|\beha?\b/, 'early-help'],
	[/referral/, 'referral'],
	[/contact/, 'contact']
];

export function readStage(text: string): Stage | null {
	const words = text.toLowerCase().replace(/[-_]/g, ' ');
	return stageWords.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

class MappedRow {
	readonly #row: SheetRow;
	readonly #choice: MappingChoice;
	readonly #log: WarningLog;

	constructor(row: SheetRow, choice: MappingChoice, log: WarningLog) {
		this.#row = row;
		this.#choice = choice;
		this.#log = log;
	}

	read(takenOn: Day): FrameCase | null {
		const caseRef = readCaseNumber(this.#cell('caseRef'));
		if (caseRef === null) {
			const missing = this.#text('caseRef') === '';
			this.#warn(missing ? 'caseload.case-number-missing' : 'caseload.case-number-unusable', 'caseRef');
			return null;
		}
		const dates = this.#dates(takenOn);
		return {
			caseRef,
			lists: [],
			stage: this.#stage(),
			open: this.#yesNo('open') ?? (dates.closedOn === undefined || dates.closedOn > takenOn),
			ageBand: this.#ageBand(takenOn),
			team: this.#name('team'),
			worker: this.#name('worker'),
			planType:
				planTypes.find((plan) => plan === this.#text('planType').toLowerCase().replace(/ /g, '-')) ??
				this.#planOfWords(),
			legalStatus: readCode('legalStatus', this.#text('legalStatus')),
			placement: readCode('placementType', this.#text('placement')),
			uasc: this.#yesNo('uasc'),
			disability: this.#yesNo('disability'),
			seenAlone: this.#yesNo('seenAlone'),
			previousPlans: this.#count('previousPlans'),
			missingEpisodes: this.#count('missingEpisodes'),
			placements: this.#count('placements'),
			dates
		};
	}

	#cell(field: MappableField): Cell | undefined {
		const index = this.#choice.columns[field];
		const cell = index === undefined ? null : this.#row.cells[index];
		return isErrorCell(cell) ? null : cell;
	}

	#text(field: MappableField): string {
		return cleanText(this.#cell(field));
	}

	#warn(code: WarningCode, field: MappableField): void {
		const index = this.#choice.columns[field];
		this.#log.add(code, { column: index === undefined ? null : columnLetter(index), row: this.#row.row });
	}

	#stage(): Stage {
		if (this.#choice.columns.stage === undefined) return this.#choice.stage;
		const stage = readStage(this.#text('stage'));
		if (stage === null) this.#warn('caseload.stage-unknown', 'stage');
		return stage ?? this.#choice.stage;
	}

	/** Free words are never kept for the plan: only a plan we know. */
	#planOfWords(): string | null {
		switch (readStage(this.#text('planType'))) {
			case 'child-in-need':
				return 'child-in-need-plan';
			case 'child-protection':
				return 'child-protection-plan';
			case 'looked-after':
				return 'care-plan';
			case 'care-leaver':
				return 'pathway-plan';
			case 'adoption':
				return 'adoption-plan';
			default:
				return null;
		}
	}

	#name(field: 'team' | 'worker'): string | null {
		const text = this.#text(field);
		if (looksPersonal(text)) this.#warn('caseload.text-not-kept', field);
		return text === '' || looksPersonal(text) ? null : text.slice(0, longestName);
	}

	#yesNo(field: MappableField): boolean | null {
		return readYesNo(this.#cell(field));
	}

	#count(field: MappableField): number | null {
		const cell = this.#cell(field);
		const count = readCount(cell);
		if (count === null && !isBlank(cell)) this.#warn('caseload.number-unreadable', field);
		return count;
	}

	#date(field: MappableField): Day | null {
		const cell = this.#cell(field);
		const date = readDay(cell);
		if (date === null && !isBlank(cell)) this.#warn('caseload.date-unreadable', field);
		return date;
	}

	#ageBand(takenOn: Day): FrameCase['ageBand'] {
		const band = ageBandAt(this.#date('bornOn'), this.#count('age'), takenOn);
		if (band === 'not-known') this.#log.add('caseload.age-unknown', { row: this.#row.row });
		return band;
	}

	#dates(takenOn: Day): FrameCase['dates'] {
		const dates: Partial<Record<CaseDate, Day>> = {};
		for (const field of caseDates) {
			const date = this.#date(field);
			if (date === null) continue;
			dates[field] = date;
			if (date > takenOn && field !== 'conferenceOn') this.#warn('caseload.date-in-future', field);
		}
		return dates;
	}
}
