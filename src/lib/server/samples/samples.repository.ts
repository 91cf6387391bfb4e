import type { Kysely, Selectable, Transaction } from 'kysely';
import { z } from 'zod';
import { frameCase, type FrameCase } from '#lib/domain/frames/SamplingFrame.ts';
import type { Sample } from '#lib/domain/sampling/Sample.ts';
import { samplingRule } from '#lib/domain/sampling/SamplingRule.ts';
import type { TemplateRef } from '#lib/domain/templates/Template.ts';
import type { Tables } from '../db/connection.ts';
import { readJson, writeJson } from '../db/json.ts';
import type { DatabaseKind } from '../db/connection.ts';
import type { SampleTable } from '../db/tables/records.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

export type SampleCase = {
	readonly caseRef: string;
	/** As the caseload knew it when it was drawn. */
	readonly facts: FrameCase;
	readonly audit: string | null;
};

export type KeptSample = {
	readonly id: string;
	readonly name: string;
	readonly template: TemplateRef;
	readonly state: SampleTable['state'];
	readonly sample: Sample;
	/** In the order drawn, replacements in their places. */
	readonly cases: readonly SampleCase[];
};

const drawing = z.looseObject({
	rule: samplingRule,
	seed: z.string(),
	drawn: z.array(z.looseObject({ caseRef: z.string() })),
	replacements: z.array(z.looseObject({ out: z.string(), in: z.string() }))
});

function readDrawing(text: string): Sample {
	return readJson(text, drawing) as unknown as Sample;
}

export async function insertSample(trx: Trx, kept: KeptSample): Promise<void> {
	const { sample, template } = kept;
	await trx
		.insertInto('sample')
		.values({
			id: kept.id,
			name: kept.name,
			frame_id: sample.frame.id,
			template_id: template.id,
			template_ver: template.ver,
			drawing: writeJson(sample),
			state: kept.state,
			drawn_at: Date.parse(sample.drawnAt),
			drawn_by: sample.drawnBy
		})
		.execute();
	await insertCases(trx, kept);
}

async function insertCases(trx: Trx, { id, cases }: KeptSample): Promise<void> {
	const rows = cases.map(({ caseRef, facts, audit }, place) => ({
		sample_id: id,
		place,
		case_ref: caseRef,
		facts: writeJson(facts),
		audit_id: audit
	}));
	for (let from = 0; from < rows.length; from += 200) {
		await trx
			.insertInto('sample_case')
			.values(rows.slice(from, from + 200))
			.execute();
	}
}

/** Writes a sample back whole: drawn again after a replacement, or allocated. */
export async function updateSample(trx: Trx, kept: KeptSample): Promise<void> {
	await trx
		.updateTable('sample')
		.set({ drawing: writeJson(kept.sample), state: kept.state })
		.where('id', '=', kept.id)
		.execute();
	await trx.deleteFrom('sample_case').where('sample_id', '=', kept.id).execute();
	await insertCases(trx, kept);
}

export async function findSample(db: Db, id: string): Promise<KeptSample | null> {
	const row = await db.selectFrom('sample').selectAll().where('id', '=', id).executeTakeFirst();
	return row === undefined ? null : whole(db, row);
}

export async function lockSample(trx: Trx, database: DatabaseKind, id: string): Promise<KeptSample | null> {
	const query = trx.selectFrom('sample').selectAll().where('id', '=', id);
	const row = await (database === 'postgres' ? query.forUpdate() : query).executeTakeFirst();
	return row === undefined ? null : whole(trx, row);
}

async function whole(db: Db, row: Selectable<SampleTable>): Promise<KeptSample> {
	const cases = await db
		.selectFrom('sample_case')
		.selectAll()
		.where('sample_id', '=', row.id)
		.orderBy('place')
		.execute();
	return {
		id: row.id,
		name: row.name,
		template: { id: row.template_id, ver: row.template_ver },
		state: row.state,
		sample: readDrawing(row.drawing),
		cases: cases.map((one) => ({ caseRef: one.case_ref, facts: readJson(one.facts, frameCase), audit: one.audit_id }))
	};
}

export type SampleListing = {
	readonly id: string;
	readonly name: string;
	readonly template: TemplateRef;
	readonly state: SampleTable['state'];
	readonly drawnAt: number;
	readonly drawnBy: string;
	readonly cases: number;
	/** Of its cases, those whose audit has been submitted. */
	readonly submitted: number;
};

/** Newest first; all, or those that one person drew. */
export async function findSamples(db: Db, drawnBy: string | null): Promise<SampleListing[]> {
	const all = db.selectFrom('sample').selectAll().orderBy('drawn_at', 'desc').orderBy('id');
	const rows = await (drawnBy === null ? all : all.where('drawn_by', '=', drawnBy)).execute();
	const counts = await db
		.selectFrom('sample_case')
		.leftJoin('record', (join) => join.onRef('record.id', '=', 'sample_case.audit_id').on('record.kind', '=', 'audit'))
		.select((eb) => [
			'sample_case.sample_id',
			eb.fn.countAll<number>().as('cases'),
			eb.fn.count<number>(eb.case().when('record.state', '=', 'submitted').then(1).end()).as('submitted')
		])
		.groupBy('sample_case.sample_id')
		.execute();
	const byId = new Map(counts.map((one) => [one.sample_id, one]));
	return rows.map((row) => ({
		id: row.id,
		name: row.name,
		template: { id: row.template_id, ver: row.template_ver },
		state: row.state,
		drawnAt: row.drawn_at,
		drawnBy: row.drawn_by,
		cases: byId.get(row.id)?.cases ?? 0,
		submitted: byId.get(row.id)?.submitted ?? 0
	}));
}

/** The audits in which one of these questions stands answered so. */
export async function findAuditsAnswered(
	db: Db,
	answers: readonly { readonly question: string; readonly value: string }[]
): Promise<ReadonlySet<string>> {
	const rows = await db
		.selectFrom('record_field')
		.select('id')
		.where('kind', '=', 'audit')
		.where((eb) =>
			eb.or(
				answers.map(({ question, value }) =>
					eb.and([eb('key', '=', `answer/${question}`), eb('value', '=', writeJson(value))])
				)
			)
		)
		.execute();
	return new Set(rows.map(({ id }) => id));
}
