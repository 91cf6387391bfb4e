import type { Day } from '../shared/dates.ts';
import { ageBandAt } from './ageBand.ts';
import { planTypes, readCode, readYesNo } from './annexACodes.ts';
import { looksPersonal, readCaseNumber } from './caseNumber.ts';
import type { Cell, SheetRow } from './cells.ts';
import { cleanText, columnLetter, isBlank, isErrorCell, readCount, readDay } from './cells.ts';
import type { WarningCode, WarningLog } from './dataQuality.ts';
import { longestName } from './readListCell.ts';
import { readStage } from './readStage.ts';
import type { CaseDate, FrameCase, ImportedCase, Stage } from './SamplingFrame.ts';
import { caseDates } from './SamplingFrame.ts';
import type { ColumnMapping, MappableField } from './suggestMapping.ts';

export type MappingChoice = {
	readonly columns: ColumnMapping;
	/** The stage of rows that name none, or none we know. */
	readonly stage: Stage;
};

/** One row of any CSV, read by the columns a person mapped. */
export class MappedRow {
	readonly #row: SheetRow;
	readonly #choice: MappingChoice;
	readonly #log: WarningLog;

	constructor(row: SheetRow, choice: MappingChoice, log: WarningLog) {
		this.#row = row;
		this.#choice = choice;
		this.#log = log;
	}

	read(takenOn: Day): ImportedCase | null {
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
			dates,
			...this.#marks()
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

	/** Of a column that is mapped, blank is no. */
	#marks(): Pick<ImportedCase, 'restricted' | 'complaint' | 'household'> {
		const { columns } = this.#choice;
		return {
			...(columns.restricted === undefined ? {} : { restricted: this.#yesNo('restricted') ?? false }),
			...(columns.complaint === undefined ? {} : { complaint: this.#yesNo('complaint') ?? false }),
			...(columns.household === undefined ? {} : { household: readCaseNumber(this.#cell('household')) })
		};
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
