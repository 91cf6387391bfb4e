import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';

export type NumberProblem = 'number.not-a-number' | 'number.not-whole' | 'number.too-small' | 'number.too-large';
export type NumberBounds = { readonly min?: number; readonly max?: number; readonly whole?: boolean };

/** What was typed as a number: "1,200" and "12 " are taken; nothing typed is null. */
export function readNumber(typed: string, bounds: NumberBounds = {}): Result<number | null, NumberProblem> {
	const text = typed.trim().replaceAll(',', '');
	if (text === '') return ok(null);
	if (!/^-?\d+(\.\d+)?$/.test(text)) return problem('number.not-a-number');
	const value = Number(text);
	if (bounds.whole !== false && !Number.isInteger(value)) return problem('number.not-whole');
	if (bounds.min !== undefined && value < bounds.min) return problem('number.too-small', { limit: bounds.min });
	if (bounds.max !== undefined && value > bounds.max) return problem('number.too-large', { limit: bounds.max });
	return ok(value);
}
