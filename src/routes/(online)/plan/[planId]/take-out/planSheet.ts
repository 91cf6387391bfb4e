import type { PlanTable } from '#lib/domain/plan/table/PlanTable.ts';
import { writePlanRows } from '#lib/domain/plan/table/writePlanRows.ts';

/** The plan as a sheet: one line for each line of the table, headings and what was found above it. */
export function planSheet(table: PlanTable) {
	return {
		name: 'Plan',
		widths: [10, 42, 42, 20, 22, 42, 10, 10],
		rows: writePlanRows(table).flatMap((line) => {
			const cells = 'cells' in line ? line.cells : [line.text];
			const row = cells.map((cell) => (cell === '' ? null : cell));
			// A free line before each recommendation, as a person would leave one.
			return line.kind === 'heading' ? [null, row] : [row];
		})
	};
}
