import { isActive } from '#lib/domain/access/can.ts';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { findingState, type FindingState } from '#lib/domain/findings/Finding.ts';
import { gatherThemes, type GatheredFinding, type ThemeSummary } from '#lib/domain/findings/gatherThemes.ts';
import { commonPlace, issueThemeAction } from '#lib/domain/improvement/issueThemeAction.ts';
import { isDay } from '#lib/domain/shared/dates.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { cleanText } from '#lib/domain/shared/text.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import { noteAccess } from '../log/accessLog.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { findPerson } from '../people/people.repository.ts';
import { instantOf, todayOf, type Acting } from '../records/Acting.ts';
import { listHeads } from '../records/listHeads.ts';
import { logWritten } from '../records/logWritten.ts';
import { insertRecord } from '../records/records.repository.ts';
import { requireMay } from '../records/requireMay.ts';
import { findTemplate } from '../templates/templates.repository.ts';
import { findWords, linkAction, listFindings, setAside, type KeptFinding } from './findings.repository.ts';

/** A finding with where it stands and the audit that shows it. */
export type SeenFinding = KeptFinding & GatheredFinding & { readonly head: AuditHead; readonly state: FindingState };

const yearMs = 365 * 86_400_000;

/** The findings of the last twelve months whose audits a person may see: the policy decides, as for any list (W10). */
export async function seeFindings(
	acting: Acting,
	which: { readonly theme?: string; readonly action?: string } = {}
): Promise<SeenFinding[]> {
	requireMay(acting, 'see-loops');
	const { db } = acting.database;
	const since = which.action === undefined ? { since: acting.now - yearMs } : {};
	const kept = await listFindings(db, { ...which, ...since });
	const heads = await headsOf(acting, new Set(kept.map(({ audit }) => audit)), which.action !== undefined);
	return kept.flatMap((one) => {
		const head = heads.get(one.audit);
		if (head === undefined) return [];
		const { kind, stands, setAside: decided } = one;
		const actions = one.actions.map(({ state }) => state);
		const state = findingState({ kind, stands, isSetAside: decided !== null, actions });
		return [{ ...one, head, state, caseRef: head.caseRef, team: head.team }];
	});
}

async function headsOf(
	acting: Acting,
	ids: ReadonlySet<string>,
	anyAge: boolean
): Promise<ReadonlyMap<string, AuditHead>> {
	if (ids.size === 0) return new Map();
	const since = acting.now - yearMs - 86_400_000;
	const heads = await listHeads(acting, 'audit', (eb) =>
		anyAge ? [eb('id', 'in', [...ids])] : [eb('ended_at', 'is', null), eb('ended_at', '>=', since)]
	);
	return new Map(heads.filter(({ record }) => ids.has(record.id)).map(({ record, head }) => [record.id, head]));
}

export async function listThemes(acting: Acting): Promise<ThemeSummary[]> {
	return gatherThemes(await seeFindings(acting));
}

/** One theme with every finding; that these audits were shown is noted. */
export async function readTheme(acting: Acting, theme: string): Promise<SeenFinding[]> {
	const findings = await seeFindings(acting, { theme });
	const seen = new Map(findings.map(({ audit, head }) => [audit, head]));
	await noteAccess(
		acting.database.db,
		{ at: acting.now, personId: acting.person.id, clientId: null, act: 'list' },
		[...seen].map(([id, head]) => ({ record: { kind: 'audit', id }, ver: 0, head, fields: new Map() }))
	);
	return findings;
}

export type FindingsProblem =
	| 'findings.none-chosen'
	| 'findings.not-there'
	| 'findings.says-missing'
	| 'findings.what-missing'
	| 'findings.difference-missing'
	| 'findings.owner-missing'
	| 'findings.due-wrong'
	| 'findings.why-missing';

export type ThemeActionWish = {
	readonly theme: string;
	readonly findings: readonly string[];
	readonly level: 'team' | 'service';
	readonly says: string;
	readonly what: string;
	readonly difference: string;
	readonly owner: string;
	readonly dueOn: string | null;
};

/** One action that answers many findings: issued to its owner, and every one of the findings in hand from now on. */
export async function answerFindings(acting: Acting, wish: ThemeActionWish): Promise<Result<string, FindingsProblem>> {
	requireMay(acting, 'answer-findings');
	const text = (value: string) => cleanText(value).trim().slice(0, 2_000);
	const [says, what, difference] = [text(wish.says), text(wish.what), text(wish.difference)];
	if (says === '') return problem('findings.says-missing');
	if (what === '') return problem('findings.what-missing');
	if (difference === '') return problem('findings.difference-missing');
	const { dueOn } = wish;
	if (dueOn === null || !isDay(dueOn) || dueOn <= todayOf(acting.now)) return problem('findings.due-wrong');
	const owner = await findPerson(acting.database.db, wish.owner);
	if (owner === null || !isActive(owner, todayOf(acting.now))) return problem('findings.owner-missing');
	const chosen = await choose(acting, wish.theme, wish.findings);
	if (!chosen.ok) return chosen;
	const place = commonPlace(chosen.value.map(({ head }) => head));
	const id = crypto.randomUUID();
	const asked = { id, theme: wish.theme, level: wish.level, finding: says, what, difference, owner: owner.id, dueOn };
	await issue(acting, { ...asked, findings: chosen.value.length, place }, wish.findings);
	return ok(id);
}

type Issued = Parameters<typeof issueThemeAction>[0];

function issue(acting: Acting, asked: Issued, findings: readonly string[]): Promise<void> {
	const { database, person, now } = acting;
	return database.transaction(async (trx) => {
		const record = issueThemeAction(asked, person.id, instantOf(now));
		await insertRecord(trx, record, now);
		await linkAction(trx, findings, asked.id);
		const args = { ...asked, findings };
		await logWritten(trx, record, record.fields.keys(), { name: 'action.issue', args, by: person.id, now });
	});
}

/** Of a theme's findings those that were chosen: all of them concerns that stand and that this person may see. */
async function choose(
	acting: Acting,
	theme: string,
	ids: readonly string[]
): Promise<Result<SeenFinding[], 'findings.none-chosen' | 'findings.not-there'>> {
	const wanted = new Set(ids);
	if (wanted.size === 0) return problem('findings.none-chosen');
	const all = await seeFindings(acting, { theme });
	const chosen = all.filter(({ id, kind, stands }) => wanted.has(id) && kind === 'concern' && stands);
	return chosen.length === wanted.size ? ok(chosen) : problem('findings.not-there');
}

/** Nothing is to be done about these, and why; with an action they would be in hand whatever stands here. */
export async function setFindingsAside(
	acting: Acting,
	{ theme, findings, why }: { readonly theme: string; readonly findings: readonly string[]; readonly why: string }
): Promise<Result<number, FindingsProblem>> {
	requireMay(acting, 'set-findings-aside');
	const reason = cleanText(why).trim().slice(0, 2_000);
	if (reason === '') return problem('findings.why-missing');
	const chosen = await choose(acting, theme, findings);
	if (!chosen.ok) return chosen;
	const ids = chosen.value.map(({ id }) => id);
	await acting.database.transaction(async (trx) => {
		await setAside(trx, ids, { by: acting.person.id, at: acting.now, why: reason });
		await logOfficeAct(trx, acting, 'findings.set-aside', { findings: ids, why: reason });
	});
	return ok(ids.length);
}

/** They wait again. */
export async function takeUpAgain(
	acting: Acting,
	{ theme, findings }: { readonly theme: string; readonly findings: readonly string[] }
): Promise<Result<number, FindingsProblem>> {
	requireMay(acting, 'set-findings-aside');
	const chosen = await choose(acting, theme, findings);
	if (!chosen.ok) return chosen;
	const ids = chosen.value.map(({ id }) => id);
	await acting.database.transaction(async (trx) => {
		await setAside(trx, ids, null);
		await logOfficeAct(trx, acting, 'findings.take-up', { findings: ids });
	});
	return ok(ids.length);
}

export type FindingWords = {
	readonly templateOf: (finding: { readonly head: Pick<AuditHead, 'template'> }) => Template | null;
	readonly noteOf: (audit: string, key: string) => string;
};

/** What findings say in their audits: read from there for those that are shown, by two queries. */
export async function wordsOf(
	{ database: { db } }: Acting,
	findings: readonly SeenFinding[],
	keyOf: (key: string) => string
): Promise<FindingWords> {
	const notes = await findWords(
		db,
		findings.map(({ audit, key }) => ({ audit, key: keyOf(key) }))
	);
	const templates = new Map<string, Template | null>();
	for (const { head } of findings) {
		const key = versionOf(head.template);
		if (!templates.has(key)) templates.set(key, await findTemplate(db, head.template));
	}
	return {
		templateOf: ({ head }) => templates.get(versionOf(head.template)) ?? null,
		noteOf: (audit, key) => notes.get(`${audit} ${key}`) ?? ''
	};
}

function versionOf({ id, ver }: AuditHead['template']): string {
	return `${id}~${ver}`;
}
