import type { Kysely } from 'kysely';
import { may } from '#lib/domain/access/can.ts';
import { holds, reaches } from '#lib/domain/access/Person.ts';
import type { FrameCase, SamplingFrame } from '#lib/domain/frames/SamplingFrame.ts';
import { drawSample, strataFor, type SamplingProblemCode } from '#lib/domain/sampling/drawSample.ts';
import { replaceCase, type ReplaceProblemCode } from '#lib/domain/sampling/replaceCase.ts';
import { casesIn, type Sample } from '#lib/domain/sampling/Sample.ts';
import { makeSamplingStatement, type SamplingStatement } from '#lib/domain/sampling/samplingStatement.ts';
import { samplingRule, type ExclusionRule, type SamplingRule } from '#lib/domain/sampling/SamplingRule.ts';
import { must, ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { cleanText } from '#lib/domain/shared/text.ts';
import type { TemplateRef } from '#lib/domain/templates/Template.ts';
import type { Tables } from '../db/connection.ts';
import { findCurrentFrame, findFrameCases } from '../frames/frames.repository.ts';
import { readNameTies } from '../frames/nameTies.ts';
import { noteCases } from '../log/accessLog.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { instantOf, todayOf, type Acting } from '../records/Acting.ts';
import { recordNotFound } from '../records/records.errors.ts';
import { requireMay } from '../records/requireMay.ts';
import { findStanding } from '../templates/templates.repository.ts';
import {
	findSample,
	findSamples,
	insertSample,
	lockSample,
	updateSample,
	type KeptSample,
	type SampleListing
} from './samples.repository.ts';
import { readAuditPast, standingsOf } from './standings.ts';

export type { KeptSample, SampleListing };

export type DrawProblem =
	| SamplingProblemCode
	| 'sample.no-frame'
	| 'sample.rule-invalid'
	| 'sample.name-missing'
	| 'sample.template-unknown'
	| 'sample.template-retired'
	| 'sample.template-coming';

export type SamplePlan = {
	readonly frame: { readonly id: string; readonly takenOn: string; readonly size: number };
} & ReturnType<typeof strataFor>;

/** What a rule would draw from, before anything is drawn: how many match, who is left out and why, and what is left. */
export async function planSample(
	acting: Acting,
	rule: unknown
): Promise<Result<SamplePlan, 'sample.no-frame' | 'sample.rule-invalid'>> {
	requireMay(acting, 'draw-sample');
	const parsed = samplingRule.safeParse(rule);
	if (!parsed.success) return problem('sample.rule-invalid', { at: parsed.error.issues[0]?.path.join('.') ?? '' });
	const frame = await frameFor(acting, acting.database.db);
	if (frame === null) return problem('sample.no-frame');
	const { id, takenOn, cases } = frame;
	const { db } = acting.database;
	const standings = standingsOf(cases, await readAuditPast(db), await readNameTies(db));
	return ok({
		frame: { id, takenOn, size: cases.length },
		...strataFor(frame, parsed.data, standings, todayOf(acting.now))
	});
}

export type FrameValues = Readonly<Record<'teams' | 'workers' | 'legalStatuses' | 'placements', readonly string[]>>;

/** What the caseload has in the columns that filters choose from by name, for the page where a rule is made. */
export async function listFrameValues(acting: Acting): Promise<FrameValues> {
	requireMay(acting, 'draw-sample');
	const cases = (await frameFor(acting, acting.database.db))?.cases ?? [];
	const values = (of: (one: FrameCase) => string | null | undefined) =>
		[...new Set(cases.map(of))]
			.filter((value) => typeof value === 'string')
			.sort((a, b) => a.localeCompare(b, 'en-GB'));
	return {
		teams: values(({ team }) => team),
		workers: values(({ worker }) => worker),
		legalStatuses: values(({ legalStatus }) => legalStatus),
		placements: values(({ placement }) => placement)
	};
}

/** A QA manager draws from the whole caseload, a service manager from the teams of their service. */
async function frameFor({ person }: Acting, db: Kysely<Tables>): Promise<SamplingFrame | null> {
	const row = await findCurrentFrame(db);
	if (row === undefined) return null;
	const cases = await findFrameCases(db, row.id);
	const frame = { id: row.id, takenOn: row.taken_on, importedAt: instantOf(row.imported_at), source: row.source };
	if (holds(person, 'qa-manager')) return { ...frame, cases };
	const ties = await readNameTies(db);
	return { ...frame, cases: cases.filter((one) => reaches(person, 'service-manager', ties.place(one.team))) };
}

export type Order = {
	readonly name: string;
	readonly template: TemplateRef;
	readonly rule: unknown;
	readonly seed: string;
};

/** Draws and keeps a sample. The seed is given, so that it can be settled before anyone sees a case. */
export async function drawAndKeep(acting: Acting, order: Order): Promise<Result<KeptSample, DrawProblem>> {
	requireMay(acting, 'draw-sample');
	const name = cleanText(order.name).trim().slice(0, 200);
	if (name === '') return problem('sample.name-missing');
	const rule = samplingRule.safeParse(order.rule);
	if (!rule.success) return problem('sample.rule-invalid', { at: rule.error.issues[0]?.path.join('.') ?? '' });
	return acting.database.transaction(async (trx): Promise<Result<KeptSample, DrawProblem>> => {
		const standing = await findStanding(trx, order.template, todayOf(acting.now));
		if (standing === null) return problem('sample.template-unknown');
		if (standing === 'coming') return problem('sample.template-coming');
		if (standing !== 'in-use') return problem('sample.template-retired');
		const frame = await frameFor(acting, trx);
		if (frame === null) return problem('sample.no-frame');
		const drawn = await draw(acting, trx, frame, rule.data, order.seed);
		if (!drawn.ok) return drawn;
		const kept = keptFrom(crypto.randomUUID(), { name, template: order.template }, drawn.value, factsOf(frame.cases));
		await insertSample(trx, kept);
		await logOfficeAct(trx, acting, 'sample.draw', {
			sample: kept.id,
			name,
			rule: rule.data,
			seed: order.seed,
			poolHash: drawn.value.poolHash
		});
		return ok(kept);
	});
}

async function draw(acting: Acting, db: Kysely<Tables>, frame: SamplingFrame, rule: SamplingRule, seed: string) {
	const standings = standingsOf(frame.cases, await readAuditPast(db), await readNameTies(db));
	return drawSample(frame, rule, seed, { standings, by: acting.person.id, at: instantOf(acting.now) });
}

function keptFrom(
	id: string,
	of: Pick<Order, 'name' | 'template'>,
	sample: Sample,
	facts: ReadonlyMap<string, FrameCase>
): KeptSample {
	const cases = casesIn(sample).map(({ caseRef }) => ({
		caseRef,
		facts: must(facts.get(caseRef), 'a drawn case in its frame'),
		audit: null
	}));
	return { id, ...of, state: 'drawn', sample, cases };
}

function factsOf(cases: readonly FrameCase[]): Map<string, FrameCase> {
	return new Map(cases.map((one) => [one.caseRef, one]));
}

/** Puts the next case of the draw in the place of one that cannot be looked at; who, when and why stay with the sample. */
export async function replaceDrawn(
	acting: Acting,
	{ sampleId, caseRef, reason }: { readonly sampleId: string; readonly caseRef: string; readonly reason: string }
): Promise<Result<KeptSample, ReplaceProblemCode | 'sample.allocated' | 'sampling.not-in-frame'>> {
	requireMay(acting, 'draw-sample');
	return acting.database.transaction(async (trx): Promise<Awaited<ReturnType<typeof replaceDrawn>>> => {
		const kept = await lockSample(trx, acting.database.kind, sampleId);
		if (kept === null || !maySeeSample(acting, kept.sample.drawnBy)) throw recordNotFound();
		if (kept.state !== 'drawn') return problem('sample.allocated');
		const by = { by: acting.person.id, at: instantOf(acting.now) };
		const replaced = replaceCase(kept.sample, { out: caseRef, reason: cleanText(reason), ...by });
		if (!replaced.ok) return replaced;
		const facts = factsOf([
			...(await findFrameCases(trx, kept.sample.frame.id)),
			...kept.cases.map((one) => one.facts)
		]);
		const missing = casesIn(replaced.value).find((one) => !facts.has(one.caseRef));
		if (missing !== undefined) return problem('sampling.not-in-frame', { caseRef: missing.caseRef });
		const changed = keptFrom(kept.id, kept, replaced.value, facts);
		await updateSample(trx, { ...changed, id: kept.id });
		await logOfficeAct(trx, acting, 'sample.replace', { sample: kept.id, out: caseRef, reason });
		return ok(changed);
	});
}

function maySeeSample({ person }: Acting, drawnBy: string): boolean {
	return holds(person, 'qa-manager') || drawnBy === person.id;
}

/** The samples a person may see: a QA manager all, a service manager their own; newest first. */
export async function listSamples(acting: Acting): Promise<SampleListing[]> {
	requireMay(acting, 'draw-sample');
	return findSamples(acting.database.db, holds(acting.person, 'qa-manager') ? null : acting.person.id);
}

/** A sample with its cases and the statement of how it was drawn. */
export async function readSample(
	acting: Acting,
	id: string
): Promise<KeptSample & { readonly statement: SamplingStatement }> {
	requireMay(acting, 'draw-sample');
	const kept = await findSample(acting.database.db, id);
	if (kept === null || !maySeeSample(acting, kept.sample.drawnBy)) throw recordNotFound();
	const { database, person, now } = acting;
	const access = { at: now, personId: person.id, clientId: null, act: 'page' };
	await noteCases(
		database.db,
		access,
		{ kind: 'sample', id },
		kept.cases.map(({ caseRef }) => caseRef)
	);
	return { ...kept, sample: asMaySee(acting, kept.sample), statement: makeSamplingStatement(kept.sample) };
}

/** Which child has a restricted record or a complaint is for those who keep the caseload; others are told how many. */
function asMaySee({ person, now }: Acting, sample: Sample): Sample {
	if (may(person, 'import-caseload', todayOf(now))) return sample;
	return { ...sample, excluded: sample.excluded.filter(({ reason }) => !isOfMarks(reason)) };
}

function isOfMarks(reason: ExclusionRule['reason']): boolean {
	return reason === 'restricted-record' || reason === 'open-complaint' || reason === 'sibling-in-open-sample';
}
