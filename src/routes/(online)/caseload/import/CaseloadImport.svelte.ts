import type { CaseloadReader } from '#lib/device/caseload/CaseloadReader.ts';
import type { CsvDescription, ReadProgress } from '#lib/device/caseload/readCaseload.ts';
import { compareFrames, type ComparedCase, type FrameDifference } from '#lib/domain/frames/compareFrames.ts';
import { headersDigest } from '#lib/domain/frames/headersDigest.ts';
import type { MappingChoice } from '#lib/domain/frames/mapColumns.ts';
import type { Caseload } from '#lib/domain/frames/readAnnexA.ts';
import type { Stage } from '#lib/domain/frames/SamplingFrame.ts';
import type { ColumnMapping, MappableField } from '#lib/domain/frames/suggestMapping.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { problem, type Problem, type Result } from '#lib/domain/shared/Result.ts';

/** What the page needs of the world: the reader, the office, and nothing else. */
export type ImportWorld = {
	readonly reader: Pick<CaseloadReader, 'read' | 'describe' | 'cancel'>;
	/** The caseload in use, to compare with; null where there is none. */
	readonly findBefore: () => Promise<readonly ComparedCase[] | null>;
	/** How a CSV with the same headers was mapped the last time; null where none was, or nobody can be asked. */
	readonly findMapping: (headers: string) => Promise<MappingChoice | null>;
	readonly saveMapping: (headers: string, mapping: MappingChoice) => Promise<void>;
	readonly accept: (given: { takenOn: Day; source: string; cases: Caseload['cases'] }) => Promise<Result<unknown>>;
};

export type ImportStep = 'choose' | 'reading' | 'map' | 'check' | 'sending' | 'done';

/** Reading, comparing and drawing thousands of children one upon the other would be one long task. */
function letPageAnswer(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve));
}

/** Choosing, reading, checking and accepting a caseload. Nothing of the file is kept but what the reader lets through. */
export class CaseloadImport {
	readonly #world: ImportWorld;
	readonly #today: Day;
	#files: readonly File[] = [];
	#step = $state<ImportStep>('choose');
	#problem = $state.raw<Problem | null>(null);
	#progress = $state.raw<ReadProgress | null>(null);
	#description = $state.raw<CsvDescription | null>(null);
	#columns = $state.raw<ColumnMapping>({});
	#stage = $state<Stage>('child-in-need');
	#isRecalled = $state(false);
	#caseload = $state.raw<Caseload | null>(null);
	#difference = $state.raw<FrameDifference | null>(null);
	/** The latest reading: an answer that comes after another began is no longer wanted. */
	#turn = 0;
	takenOn = $state<Day | null>(null);

	constructor(world: ImportWorld, today: Day) {
		this.#world = world;
		this.#today = today;
		this.takenOn = today;
	}

	get step() {
		return this.#step;
	}
	get problem() {
		return this.#problem;
	}
	get progress() {
		return this.#progress;
	}
	get description() {
		return this.#description;
	}
	get columns() {
		return this.#columns;
	}
	/** Whether the columns stand as somebody mapped a file like this before. */
	get isRecalled() {
		return this.#isRecalled;
	}
	get stage() {
		return this.#stage;
	}
	get caseload() {
		return this.#caseload;
	}
	get difference() {
		return this.#difference;
	}
	get source() {
		return this.#files.map(({ name }) => name).join(', ');
	}

	/** One workbook, one CSV for each list, or one CSV of any kind, whose columns are then mapped. */
	async choose(files: readonly File[]): Promise<void> {
		this.#files = files;
		this.#forget();
		const [only] = files;
		if (files.length === 1 && only !== undefined && /\.(csv|txt|tsv)$/i.test(only.name)) {
			await this.#describe(only);
		} else {
			await this.#read();
		}
	}

	/** What one column is; 'nothing' leaves it out. A field has one column. */
	async mapColumn(index: number, field: MappableField | null): Promise<void> {
		const others = Object.entries(this.#columns).filter(([one, at]) => at !== index && one !== field);
		this.#columns = Object.fromEntries(field === null ? others : [...others, [field, index]]) as ColumnMapping;
		await this.#preview();
	}

	async chooseStage(stage: Stage): Promise<void> {
		this.#stage = stage;
		await this.#preview();
	}

	/** The columns are right: on to checking. */
	async acceptMapping(): Promise<void> {
		await this.#read();
	}

	cancel(): void {
		this.#turn += 1;
		this.#world.reader.cancel();
		this.#step = 'choose';
		this.#problem = problem('caseload.cancelled').problem;
	}

	startAgain(): void {
		this.#turn += 1;
		this.#world.reader.cancel();
		this.#files = [];
		this.#forget();
		this.#step = 'choose';
	}

	async accept(): Promise<void> {
		const { takenOn } = this;
		if (this.#caseload === null || takenOn === null) return;
		this.#step = 'sending';
		const accepted = await this.#world.accept({ takenOn, source: this.source, cases: this.#caseload.cases });
		this.#problem = accepted.ok ? null : accepted.problem;
		if (accepted.ok && this.#description !== null) {
			const mapping = { columns: this.#columns, stage: this.#stage };
			await this.#world.saveMapping(headersDigest(this.#description), mapping);
		}
		this.#step = accepted.ok ? 'done' : 'check';
	}

	async #describe(file: File): Promise<void> {
		const turn = this.#begin();
		const described = await this.#world.reader.describe(file);
		if (turn !== this.#turn) return;
		if (!described.ok) return this.#fail(described.problem);
		if (described.value.list !== null) return this.#read();
		const recalled = await this.#world.findMapping(headersDigest(described.value));
		if (turn !== this.#turn) return;
		this.#description = described.value;
		this.#isRecalled = recalled !== null;
		this.#columns = recalled?.columns ?? described.value.suggested;
		if (recalled !== null) this.#stage = recalled.stage;
		this.#step = 'map';
		await this.#preview();
	}

	/** Reads by the mapping as it stands, to show what would be kept. */
	async #preview(): Promise<void> {
		if (this.takenOn === null) return;
		const turn = (this.#turn += 1);
		const { takenOn } = this;
		const mapping = { columns: this.#columns, stage: this.#stage };
		const read = await this.#world.reader.read({ files: this.#files, takenOn, mapping });
		if (turn !== this.#turn) return;
		this.#caseload = read.ok ? read.value : null;
		this.#problem = read.ok ? null : read.problem;
	}

	async #read(): Promise<void> {
		const { takenOn } = this;
		if (takenOn === null) return this.#fail({ code: 'frame.not-a-day' });
		if (takenOn > this.#today) return this.#fail({ code: 'frame.date-in-future' });
		const turn = this.#begin();
		const mapping = this.#description === null ? {} : { mapping: { columns: this.#columns, stage: this.#stage } };
		const read = await this.#world.reader.read({ files: this.#files, takenOn, ...mapping }, (progress) => {
			if (turn === this.#turn) this.#progress = progress;
		});
		if (turn !== this.#turn) return;
		if (!read.ok) return this.#fail(read.problem);
		const before = await this.#world.findBefore();
		await letPageAnswer();
		const difference = before === null ? null : compareFrames(before, read.value.cases);
		await letPageAnswer();
		if (turn !== this.#turn) return;
		this.#caseload = read.value;
		this.#difference = difference;
		this.#step = 'check';
	}

	#begin(): number {
		this.#problem = null;
		this.#progress = null;
		this.#step = 'reading';
		return (this.#turn += 1);
	}

	#fail(why: Problem): void {
		this.#problem = why;
		this.#step = this.#description === null ? 'choose' : 'map';
	}

	#forget(): void {
		this.#problem = null;
		this.#progress = null;
		this.#description = null;
		this.#columns = {};
		this.#isRecalled = false;
		this.#caseload = null;
		this.#difference = null;
	}
}
