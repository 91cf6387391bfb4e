import type { Instant } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import { ok, problem, type Result } from '../shared/Result.ts';
import { takeInOrder, type DrawnCase, type PoolCase } from './drawFrom.ts';
import { hashPool, orderFor } from './drawSample.ts';
import { casesIn, type Sample } from './Sample.ts';

export type ReplaceProblemCode =
	/** facts: caseRef */
	| 'sampling.not-in-sample'
	| 'sampling.reason-needed'
	/** facts: stratum */
	| 'sampling.nobody-to-replace';

export type Replace = { readonly out: string; readonly reason: string; readonly by: PersonId; readonly at: Instant };

/**
 * Puts the next case of the same stratum, in the order of the draw, in the place of one that cannot be looked at. Nobody
 * chooses which; a case once out does not come back.
 */
export function replaceCase(sample: Sample, { out, reason, by, at }: Replace): Result<Sample, ReplaceProblemCode> {
	const leaving = casesIn(sample).find(({ caseRef }) => caseRef === out);
	if (leaving === undefined) return problem('sampling.not-in-sample', { caseRef: out });
	if (reason.trim() === '') return problem('sampling.reason-needed');
	const next = nextInOrder(sample, leaving);
	if (next === undefined) return problem('sampling.nobody-to-replace', { stratum: leaving.stratum });
	const replacement = { out, in: next.caseRef, reason: reason.trim(), by, at };
	return ok({ ...sample, replacements: [...sample.replacements, replacement] });
}

/** Whether the record, drawn again from its own pool, seed and rule, comes out as it says, replacements and all. */
export function drawsAgain(sample: Sample): boolean {
	const { drawn, passedOver } = takeInOrder(orderFor(sample.rule.method, sample.pool, sample.seed), sample.strata);
	let again: Sample = { ...sample, drawn, passedOver, replacements: [] };
	for (const replacement of sample.replacements) {
		const replaced = replaceCase(again, replacement);
		if (!replaced.ok) return false;
		again = replaced.value;
	}
	return refs(casesIn(again)) === refs(casesIn(sample)) && hashPool(sample.pool) === sample.poolHash;
}

function nextInOrder(sample: Sample, leaving: DrawnCase): PoolCase | undefined {
	const staying = casesIn(sample).filter((one) => one.caseRef !== leaving.caseRef);
	const used = new Set([...sample.drawn.map(({ caseRef }) => caseRef), ...sample.replacements.map((one) => one.in)]);
	const taken = new Set(staying.map(({ caseRef }) => caseRef));
	const stays = sample.pool.filter(({ caseRef }) => taken.has(caseRef));
	const households = new Set(stays.map(({ household }) => household));
	const workers = new Set(stays.map(({ worker }) => worker));
	return orderFor(sample.rule.method, sample.pool, sample.seed).find(
		({ caseRef, stratum, household, worker }) =>
			stratum === leaving.stratum &&
			!used.has(caseRef) &&
			(household === undefined || !households.has(household)) &&
			(worker === undefined || !workers.has(worker))
	);
}

function refs(cases: readonly DrawnCase[]): string {
	return cases.map(({ caseRef }) => caseRef).join('\n');
}
