import { isWellFormed } from '../shared/text.ts';
import { ok, problem, type Result } from '../shared/Result.ts';
import { changeArguments, type Act } from './Change.ts';

/** What a person did, once name and arguments are known to be right for the record's kind. */
export function parseAct(kind: string, name: string, args: unknown): Result<Act, 'SCHEMA_INVALID'> {
	const shapes = Object.hasOwn(changeArguments, kind)
		? changeArguments[kind as keyof typeof changeArguments]
		: undefined;
	if (shapes === undefined || !Object.hasOwn(shapes, name)) return problem('SCHEMA_INVALID');
	const shape = shapes[name as keyof typeof shapes] as {
		safeParse(value: unknown): { success: boolean; data?: unknown };
	};
	const parsed = shape.safeParse(args);
	if (!parsed.success || !isWellFormed(args)) return problem('SCHEMA_INVALID');
	return ok({ kind, name, args: parsed.data } as Act);
}
