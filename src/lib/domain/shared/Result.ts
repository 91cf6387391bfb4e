/** A problem people can meet: a dotted code, and the facts its sentence needs. The sentence itself is in ui/words. */
export type Problem<Code extends string = string> = {
	readonly code: Code;
	readonly facts?: Readonly<Record<string, string | number>>;
};

export type Result<Value, Code extends string = string> =
	{ readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem<Code> };

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
	return { ok: true, value };
}

export function problem<Code extends string>(
	code: Code,
	facts?: Readonly<Record<string, string | number>>
): { readonly ok: false; readonly problem: Problem<Code> } {
	return { ok: false, problem: facts === undefined ? { code } : { code, facts } };
}

/** For what cannot be absent unless the program is wrong. */
export function must<Value>(value: Value | null | undefined, what: string): Value {
	if (value === null || value === undefined) throw new Error(`missing: ${what}`);
	return value;
}
