import { caseKey } from '#lib/domain/frames/caseNumber.ts';
import { mostMarkedAtOnce, readCaseRefs, type CaseMark, type MarkKind } from '#lib/domain/frames/caseMarks.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { noteCases } from '../log/accessLog.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import type { Acting } from '../records/Acting.ts';
import { requireMay } from '../records/requireMay.ts';
import { findCurrentFrame, findFrameCases } from './frames.repository.ts';
import { deleteMarks, findMarks, insertMarks, type KeptMark } from './marks.repository.ts';

export type MarkedCase = {
	/** As the caseload spells it; as it was marked where the caseload has it no longer. */
	readonly caseRef: string;
	readonly kind: MarkKind;
	readonly household: string | null;
	readonly source: KeptMark['source'];
	readonly by: PersonId;
	readonly at: number;
	readonly isInCaseload: boolean;
};

/** All marks, for whoever keeps the caseload: no one else is told which child has which. */
export async function listMarks(acting: Acting): Promise<MarkedCase[]> {
	requireMay(acting, 'import-caseload');
	const { db } = acting.database;
	const spelt = await spellings(acting);
	const marks = (await findMarks(db)).map((mark) => ({
		caseRef: spelt.get(mark.case_key) ?? mark.case_key,
		kind: mark.kind,
		household: mark.household,
		source: mark.source,
		by: mark.marked_by,
		at: mark.marked_at,
		isInCaseload: spelt.has(mark.case_key)
	}));
	const access = { at: acting.now, personId: acting.person.id, clientId: null, act: 'page' };
	await noteCases(
		db,
		access,
		{ kind: 'caseload', id: 'marks' },
		marks.map(({ caseRef }) => caseRef)
	);
	return marks;
}

async function spellings({ database: { db } }: Acting): Promise<Map<string, string>> {
	const frame = await findCurrentFrame(db);
	const cases = frame === undefined ? [] : await findFrameCases(db, frame.id);
	return new Map(cases.map(({ caseRef }) => [caseKey(caseRef), caseRef]));
}

export type MarkProblem =
	| 'mark.nobody'
	/** facts: limit */
	| 'mark.too-many'
	/** facts: caseRefs */
	| 'mark.not-in-caseload'
	| 'mark.alone';

/** Marks the children whose numbers were typed, all of them or none. */
export async function markCases(
	acting: Acting,
	{ kind, typed }: { readonly kind: MarkKind; readonly typed: string }
): Promise<Result<{ readonly marked: number }, MarkProblem>> {
	requireMay(acting, 'import-caseload');
	const { refs, unusable } = readCaseRefs(typed);
	if (refs.length === 0 && unusable.length === 0) return problem('mark.nobody');
	if (refs.length > mostMarkedAtOnce) return problem('mark.too-many', { limit: mostMarkedAtOnce });
	const spelt = await spellings(acting);
	const unknown = [...refs.filter((ref) => !spelt.has(caseKey(ref))), ...unusable];
	if (unknown.length > 0) return problem('mark.not-in-caseload', { caseRefs: unknown.slice(0, 5).join(', ') });
	if (kind === 'household' && refs.length < 2) return problem('mark.alone');
	const marked = { source: 'hand', by: acting.person.id, at: acting.now } as const;
	await acting.database.transaction(async (trx) => {
		const keys = refs.map(caseKey);
		const marks = kind === 'household' ? joined(keys, await findMarks(trx)) : keys.map((key) => markOf(key, kind));
		await insertMarks(trx, marks, marked);
		await logOfficeAct(trx, acting, 'case.mark', { kind, cases: marks.map(({ key }) => key) });
	});
	return ok({ marked: refs.length });
}

function markOf(key: string, kind: MarkKind): CaseMark {
	return { key, kind, household: null };
}

/** Whoever shares a household with one of these shares it with all of them. */
function joined(keys: readonly string[], kept: readonly KeptMark[]): CaseMark[] {
	const known = kept.filter(({ kind }) => kind === 'household');
	const joining = new Set(known.filter(({ case_key: key }) => keys.includes(key)).map(({ household }) => household));
	const others = known.filter(({ household }) => joining.has(household)).map(({ case_key: key }) => key);
	const household = crypto.randomUUID();
	return [...new Set([...keys, ...others])].map((key) => ({ key, kind: 'household', household }));
}

/** Takes a mark off a child. A household of whom one is left is none, so theirs goes too. */
export async function unmarkCase(
	acting: Acting,
	{ kind, caseRef }: { readonly kind: MarkKind; readonly caseRef: string }
): Promise<Result<void, 'mark.not-there'>> {
	requireMay(acting, 'import-caseload');
	return acting.database.transaction(async (trx): Promise<Result<void, 'mark.not-there'>> => {
		const keys = leaving(caseKey(caseRef), kind, await findMarks(trx));
		if ((await deleteMarks(trx, kind, keys)) === 0) return problem('mark.not-there');
		await logOfficeAct(trx, acting, 'case.unmark', { kind, cases: keys });
		return ok(undefined);
	});
}

function leaving(key: string, kind: MarkKind, kept: readonly KeptMark[]): string[] {
	if (kind !== 'household') return [key];
	const own = kept.find((mark) => mark.kind === kind && mark.case_key === key);
	const stay = kept.filter(({ household, case_key: other }) => household === own?.household && other !== key);
	return own !== undefined && stay.length === 1 ? [key, ...stay.map(({ case_key: other }) => other)] : [key];
}

/** Lets go what is known of children whom the caseload has no longer. */
export async function forgetGoneMarks(acting: Acting): Promise<{ readonly forgotten: number }> {
	requireMay(acting, 'import-caseload');
	const gone = (await listMarks(acting)).filter(({ isInCaseload }) => !isInCaseload);
	return acting.database.transaction(async (trx) => {
		let forgotten = 0;
		for (const [kind, of] of Map.groupBy(gone, (one) => one.kind))
			forgotten += await deleteMarks(
				trx,
				kind,
				of.map(({ caseRef }) => caseRef)
			);
		if (forgotten > 0) await logOfficeAct(trx, acting, 'case.unmark-gone', { forgotten });
		return { forgotten };
	});
}
