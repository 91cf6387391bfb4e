import type { CaseloadProblemCode } from '#lib/domain/frames/caseloadProblems.ts';
import type { Result } from '#lib/domain/shared/Result.ts';
import { ok, problem } from '#lib/domain/shared/Result.ts';

/** Stops a reading from deep inside a stream; it never leaves this folder, readers answer with a Result. */
export class CaseloadFault extends Error {
	readonly code: CaseloadProblemCode;
	readonly facts: Readonly<Record<string, string | number>> | undefined;

	constructor(code: CaseloadProblemCode, facts?: Readonly<Record<string, string | number>>) {
		super(code);
		this.code = code;
		this.facts = facts;
	}
}

/** A fault we know is the answer; anything else a damaged file may provoke in a parser is damage. */
export async function resultOf<Value>(read: () => Promise<Value>): Promise<Result<Value, CaseloadProblemCode>> {
	try {
		return ok(await read());
	} catch (error) {
		if (error instanceof CaseloadFault) return problem(error.code, error.facts);
		return problem('caseload.damaged');
	}
}
