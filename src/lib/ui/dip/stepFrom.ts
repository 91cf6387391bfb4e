export type Square = { readonly row: number; readonly column: number };
type Size = { readonly rows: number; readonly columns: number };

/**
 * Where a key leads from a square of the grid (the grid pattern of the ARIA Authoring Practices); null for a key that
 * leads nowhere. `Next` is where an answer goes on to: along the child, then to the next child's first square.
 */
export function stepFrom({ row, column }: Square, key: string, { rows, columns }: Size): Square | null {
	switch (key) {
		case 'ArrowRight':
			return inside({ row, column: column + 1 }, { rows, columns });
		case 'ArrowLeft':
			return inside({ row, column: column - 1 }, { rows, columns });
		case 'ArrowDown':
			return inside({ row: row + 1, column }, { rows, columns });
		case 'ArrowUp':
			return inside({ row: row - 1, column }, { rows, columns });
		case 'Home':
			return { row, column: 0 };
		case 'End':
			return { row, column: columns - 1 };
		case 'PageUp':
			return { row: 0, column };
		case 'PageDown':
			return { row: rows - 1, column };
		case 'Next':
			if (column + 1 < columns) return { row, column: column + 1 };
			return row + 1 < rows ? { row: row + 1, column: 0 } : null;
		default:
			return null;
	}
}

/** At the edge a key stays where it is. */
function inside({ row, column }: Square, { rows, columns }: Size): Square {
	return { row: Math.min(rows - 1, Math.max(0, row)), column: Math.min(columns - 1, Math.max(0, column)) };
}
