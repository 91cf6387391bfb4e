import { readPlanFile } from '#lib/device/plan/readPlanFile.ts';
import type { Plan } from '#lib/domain/plan/Plan.ts';
import { compareTable, type TableDifference } from '#lib/domain/plan/table/compareTable.ts';
import { isFault, type PlanTable, type ReadLine } from '#lib/domain/plan/table/PlanTable.ts';
import { readPlanRows, type ReadTable } from '#lib/domain/plan/table/readPlanRows.ts';
import type { Problem, Result } from '#lib/domain/shared/Result.ts';

type Known = Pick<Plan, 'id' | 'recommendations' | 'items'>;

/** A table on its way into a plan: read here, looked at line by line, and only then kept. */
export class BringingPlan {
	readonly #plans: readonly Known[];
	#name = $state('');
	#isReading = $state(false);
	#read = $state.raw<Result<ReadTable> | null>(null);
	#title = $state('');
	#into = $state('');

	constructor(plans: readonly Known[], into: string) {
		this.#plans = plans;
		this.#into = plans.some(({ id }) => id === into) ? into : '';
	}

	get name(): string {
		return this.#name;
	}
	get isReading(): boolean {
		return this.#isReading;
	}
	get problem(): Problem | null {
		return this.#read?.ok === false ? this.#read.problem : null;
	}
	/** What the plan is to be called where it is a new one. */
	get title(): string {
		return this.#title;
	}
	set title(title: string) {
		this.#title = title;
	}
	/** The plan it is brought into; empty for a new one. */
	get into(): string {
		return this.#into;
	}
	set into(id: string) {
		this.#into = id;
	}

	readonly table = $derived.by((): PlanTable | null =>
		this.#read?.ok === true ? { ...this.#read.value.table, title: this.#title } : null
	);
	readonly faults = $derived.by((): readonly ReadLine[] => this.#lines().filter(isFault));
	readonly notes = $derived.by((): readonly ReadLine[] => this.#lines().filter((line) => !isFault(line)));
	/** What it changes of the plan chosen; null where it is to be a new one. */
	readonly difference = $derived.by((): TableDifference | null => {
		const plan = this.#plans.find(({ id }) => id === this.#into);
		return plan === undefined || this.table === null ? null : compareTable(plan, this.table);
	});

	#lines(): readonly ReadLine[] {
		return this.#read?.ok === true ? this.#read.value.lines : [];
	}

	async choose(file: File): Promise<void> {
		this.#isReading = true;
		this.#name = file.name;
		this.#read = null;
		const rows = await readPlanFile(file);
		// Of two files chosen one after the other the later one counts.
		if (this.#name !== file.name) return;
		const named = file.name.replace(/\.[a-z]+$/i, '');
		this.#read = rows.ok ? { ok: true, value: readPlanRows(rows.value) } : rows;
		this.#title = this.#read.ok && this.#read.value.table.title !== '' ? this.#read.value.table.title : named;
		this.#isReading = false;
	}
}
