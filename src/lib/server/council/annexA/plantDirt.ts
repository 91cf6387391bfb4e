import type { Day } from '#lib/domain/shared/dates.ts';
import { addDays } from '#lib/domain/shared/dates.ts';
import type { Chance } from './Chance.ts';
import type { InventedChild } from './inventChildren.ts';
import { yearsOf } from './Journey.ts';
import type { Tally } from './Tally.ts';
import type { ListEntry, WrittenCell } from './WrittenCell.ts';
import { written } from './WrittenCell.ts';

/** How often each kind of dirt is met, a row at a time; small, as in the files seen. */
export const dirtRates = {
	decimalAge: 0.25,
	noBirthday: 0.006,
	noBirthdayNorAge: 0.002,
	looseGender: 0.02,
	noEthnicity: 0.01,
	noTeam: 0.01,
	oddSpace: 0.04,
	looseYesNo: 0.02,
	strangeNeed: 0.006,
	strangePostcode: 0.01,
	inCareBeforeBirth: 0.004,
	typedDate: 0.03,
	isoDate: 0.01,
	unreadableDate: 0.004,
	futureDate: 0.003,
	adult: 0.003,
	blankRow: 0.003,
	noCaseNumber: 0.0015
} as const;

export type DirtContext = { readonly asAt: Day; readonly tally: Tally; readonly headers: ReadonlySet<string> };
type Values = Record<string, WrittenCell>;

/** One row with its dirt, counted. Each kind touches cells of its own, so that the counts can be exact. */
export function plantDirt(child: InventedChild, entry: ListEntry, chance: Chance, context: DirtContext): Values {
	const values = { ...entry.values };
	const dirt = new RowDirt(entry.list, values, chance, context);
	dirt.soilAge(child);
	dirt.soilIdentity();
	dirt.soilAllocation();
	dirt.soilCodes();
	dirt.soilDates(child);
	return values;
}

/** Dates that decide nothing, so that spoiling one leaves the child's stage alone. */
const softDate: Readonly<Record<number, string>> = {
	6: 'Date Child Was Last Seen',
	7: 'Date of the Last Statutory Visit',
	8: 'Date of Last Social Work Visit',
	9: 'Latest Date of Contact'
};

class RowDirt {
	readonly #list: number;
	readonly #values: Values;
	readonly #chance: Chance;
	readonly #context: DirtContext;

	constructor(list: number, values: Values, chance: Chance, context: DirtContext) {
		this.#list = list;
		this.#values = values;
		this.#chance = chance;
		this.#context = context;
	}

	/** A grown-up among the children is one in all of their rows. */
	soilAge(child: InventedChild): void {
		const { asAt, tally } = this.#context;
		if (isAdultByMistake(child)) {
			this.#values['Date of Birth'] = written(addDays(asAt, -8100));
			this.#values['Age of Child (Years)'] = 22;
			if (this.#list <= 8) tally.plant('caseload.adult-in-list', this.#list);
			return;
		}
		const years = yearsOf({ child, asAt });
		if (child.entries.length === 1 && this.#chance.happens(dirtRates.noBirthdayNorAge)) {
			this.#values['Date of Birth'] = null;
			this.#values['Age of Child (Years)'] = null;
			tally.plant('caseload.born-missing', this.#list);
			tally.plant('caseload.age-unknown', null);
			return;
		}
		if (this.#chance.happens(dirtRates.noBirthday)) {
			this.#values['Date of Birth'] = null;
			tally.plant('caseload.born-missing', this.#list);
		}
		if (years > 0 && !Number.isInteger(years) && this.#chance.happens(dirtRates.decimalAge)) {
			this.#values['Age of Child (Years)'] = years;
			tally.plant('caseload.age-decimal', this.#list);
		}
	}

	soilIdentity(): void {
		const gender = this.#values.Gender;
		if (typeof gender === 'string' && /male$/i.test(gender) && this.#chance.happens(dirtRates.looseGender)) {
			this.#values.Gender = gender.slice(3);
			this.#context.tally.plant('caseload.code-loose', this.#list);
		}
		if (this.#chance.happens(dirtRates.noEthnicity)) {
			this.#values.Ethnicity = null;
			this.#context.tally.plant('caseload.cell-missing', this.#list);
		}
	}

	soilAllocation(): void {
		const worker = this.#values['Allocated Worker'];
		if (typeof worker !== 'string') return;
		if (this.#chance.happens(dirtRates.noTeam)) {
			this.#values['Allocated Team'] = { kind: 'error', text: '#N/A' };
			this.#values['Allocated Worker'] = { kind: 'error', text: '#N/A' };
			this.#context.tally.plant('caseload.not-available', this.#list, 2);
		} else if (this.#chance.happens(dirtRates.oddSpace) && worker.includes(' ')) {
			this.#values['Allocated Worker'] = worker.replace(' ', '\u00a0');
			this.#context.tally.plant('caseload.space-in-text', this.#list);
		}
	}

	soilCodes(): void {
		const { tally, headers } = this.#context;
		const disability = this.#values['Does the Child have a Disability'];
		if (
			headers.has('Does the Child have a Disability') &&
			disability === 'b) No' &&
			this.#chance.happens(dirtRates.looseYesNo)
		) {
			this.#values['Does the Child have a Disability'] = 'No';
			tally.plant('caseload.code-loose', this.#list);
		}
		if (this.#list === 6 && this.#chance.happens(dirtRates.strangeNeed)) {
			this.#values['Primary Need Code'] = 'PSRMEM - Support with memory and cognition';
			tally.plant('caseload.code-unknown', this.#list);
		}
		if (this.#list === 8 && this.#chance.happens(dirtRates.strangePostcode)) {
			this.#values['Placement postcode'] = 'nope';
			tally.plant('caseload.postcode-unusable', this.#list);
		}
	}

	/** At most one date of a row is spoilt. */
	soilDates(child: InventedChild): void {
		const { tally, asAt } = this.#context;
		const kind = this.#chance.weighted([
			['typed', dirtRates.typedDate],
			['iso', dirtRates.isoDate],
			['unreadable', dirtRates.unreadableDate],
			['future', dirtRates.futureDate],
			['before-birth', dirtRates.inCareBeforeBirth],
			['none', 1 - 0.051]
		] as const);
		if (kind === 'typed' || kind === 'iso') return this.#writeAsText(kind);
		const soft = softDate[this.#list];
		if ((kind === 'unreadable' || kind === 'future') && soft !== undefined && this.#context.headers.has(soft)) {
			this.#values[soft] = kind === 'future' ? written(addDays(asAt, 400)) : 'not recorded';
			tally.plant(kind === 'future' ? 'caseload.date-in-future' : 'caseload.date-unreadable', this.#list);
		}
		if (
			kind === 'before-birth' &&
			this.#list === 8 &&
			this.#values['Date of Birth'] !== null &&
			!isAdultByMistake(child)
		) {
			this.#values['Date Started to be Looked After'] = written(addDays(child.bornOn, -8 * 365));
			tally.plant('caseload.before-birth', this.#list);
		}
	}

	#writeAsText(kind: 'typed' | 'iso'): void {
		// Lists 10 and 11 are written by formula.
		if (this.#list >= 10) return;
		const dates = Object.entries(this.#values).filter(
			([header]) => header !== 'Date of Birth' && this.#context.headers.has(header)
		);
		const [found] = dates.filter(([, cell]) => cell !== null && typeof cell === 'object' && cell.kind === 'date');
		if (found === undefined) return;
		const [header, cell] = found;
		if (cell === null || typeof cell !== 'object' || cell.kind !== 'date') return;
		const [year, month, date] = cell.day.split('-');
		this.#values[header] = kind === 'iso' ? cell.day : `${date}/${month}/${year}`;
		if (kind === 'iso') this.#context.tally.note('date as ISO text');
		else this.#context.tally.plant('caseload.date-as-text', this.#list);
	}
}

/** By the case number, so that all the child's rows agree; only in routes where nothing hangs on the age. */
export function isAdultByMistake({ caseRef, route }: Pick<InventedChild, 'caseRef' | 'route'>): boolean {
	const isFit = route === 'assessment-closed' || route === 'need-open' || route === 'contact';
	return isFit && Number(caseRef.replace(/\D/g, '').slice(1)) % 331 === 7;
}
