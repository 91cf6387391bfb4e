import { isScaleGrade, isWorse, type ScaleGrade } from '#lib/domain/grading/grades.ts';
import { sampleShows, type SampleShown } from '#lib/domain/sampling/sampleShows.ts';
import { addMonths } from '#lib/domain/calendar/months.ts';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { listHeads } from '../records/listHeads.ts';
import type { KeptSample } from './samples.repository.ts';

/** The grade that stands: what moderation settled on, else the auditor's own. */
function gradeOf({ state, grade, moderated }: AuditHead): ScaleGrade | null {
	const stands = moderated?.grade ?? grade;
	return state === 'submitted' && isScaleGrade(stands) ? stands : null;
}

/**
 * What a sample's audits show so far. Whoever may not see each of them is told nothing: the grades of some would be
 * taken for the grades of all.
 */
export async function readShown(acting: Acting, { id, sample, cases }: KeptSample): Promise<SampleShown | null> {
	const heads = (await listHeads(acting, 'audit', (eb) => eb('sample_id', '=', id))).map(({ head }) => head);
	const given = cases.filter(({ audit }) => audit !== null);
	if (heads.length < given.length) return null;
	const grades = heads.flatMap((head) => {
		const grade = gradeOf(head);
		return grade === null ? [] : [[head.caseRef, grade] as const];
	});
	return sampleShows(sample, new Map(grades));
}

export type ObservedShare = { readonly good: number; readonly of: number };

const monthsBack = 12;

/** How many audits by these questions were Good or better in the last twelve months, of those a person may see. */
export async function observedShare(acting: Acting, template: string): Promise<ObservedShare> {
	const since = addMonths(todayOf(acting.now), -monthsBack);
	const heads = await listHeads(acting, 'audit', (eb) => eb('state', '=', 'submitted'));
	const grades = heads
		.filter(({ head }) => head.template.id === template && (head.submittedAt ?? '') >= since)
		.flatMap(({ head }) => gradeOf(head) ?? []);
	return { good: grades.filter((grade) => !isWorse(grade, 'good')).length, of: grades.length };
}
