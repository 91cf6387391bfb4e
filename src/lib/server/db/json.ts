import type { z } from 'zod';

/** JSON lives in the database as text, written and read only here, and is never asked about in SQL. */
export function writeJson(value: unknown): string {
	const text = JSON.stringify(value);
	if (text === undefined) throw new Error('nothing to write as JSON');
	return text;
}

/** What was written by an earlier version of the program is input too, so it is parsed, not trusted. */
export function readJson<Shape extends z.ZodType>(text: string, shape: Shape): z.output<Shape> {
	return shape.parse(JSON.parse(text));
}
