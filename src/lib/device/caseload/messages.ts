import { z } from 'zod';
import type { CaseloadProblemCode } from '#lib/domain/frames/caseloadProblems.ts';
import { mappableFields } from '#lib/domain/frames/suggestMapping.ts';
import { stages } from '#lib/domain/frames/SamplingFrame.ts';
import type { Caseload } from '#lib/domain/frames/readAnnexA.ts';
import { day } from '#lib/domain/shared/dates.ts';
import type { Result } from '#lib/domain/shared/Result.ts';
import type { CsvDescription, ReadProgress } from './readCaseload.ts';

const file = z.custom<File>((value) => value instanceof File);
const mapping = z.strictObject({
	columns: z.partialRecord(z.enum(mappableFields), z.number().int().min(0)),
	stage: z.enum(stages)
});

/** What the page may ask of the worker. */
export const workerRequest = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('read'), files: z.array(file), takenOn: day, mapping: mapping.optional() }),
	z.strictObject({ kind: z.literal('describe'), file })
]);
export type WorkerRequest = z.infer<typeof workerRequest>;

/** What the worker says to the page: how far it is, the cases a few at a time, then one answer, whose cases come after those. */
export type WorkerReply =
	| { readonly kind: 'progress'; readonly progress: ReadProgress }
	| { readonly kind: 'cases'; readonly cases: Caseload['cases'] }
	| { readonly kind: 'caseload'; readonly result: Result<Caseload, CaseloadProblemCode> }
	| { readonly kind: 'columns'; readonly result: Result<CsvDescription, CaseloadProblemCode> };
