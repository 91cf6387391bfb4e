import { readActivity, type Activity, type ActivityProblem } from '#lib/domain/programme/Activity.ts';
import type { PracticeWeek } from '#lib/domain/programme/periods.ts';
import { shippedActivities, type ShippedId } from '#lib/domain/programme/shippedActivities.ts';
import { daysBetween, isDay } from '#lib/domain/shared/dates.ts';
import { must, ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { cleanText } from '#lib/domain/shared/text.ts';
import { inUse } from '#lib/domain/templates/editing/versions.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { recordNotFound } from '../records/records.errors.ts';
import { requireMay } from '../records/requireMay.ts';
import { listStored, versionsOf } from '../templates/templates.repository.ts';
import {
	endActivityRow,
	findActivity,
	insertWeek,
	listWeeks,
	removeWeek,
	saveActivityRow,
	type KeptActivity
} from './programme.repository.ts';

export async function seeActivity(acting: Acting, id: string): Promise<KeptActivity> {
	requireMay(acting, 'see-programme');
	const kept = await findActivity(acting.database.db, id);
	if (kept === null) throw recordNotFound();
	return kept;
}

/** Puts a line on the programme, or changes one; whoever does so, by their authority it draws from then on. */
export async function saveActivity(
	acting: Acting,
	id: string | null,
	typed: Readonly<Record<keyof Activity, unknown>>
): Promise<Result<{ readonly id: string }, ActivityProblem | 'activity.ended'>> {
	requireMay(acting, 'keep-programme');
	const name = typeof typed.name === 'string' ? cleanText(typed.name).trim().slice(0, 120) : '';
	const read = readActivity({ ...typed, name });
	if (!read.ok) return read;
	const versions = versionsOf(await listStored(acting.database.db), read.value.template);
	if (inUse(versions, todayOf(acting.now)) === undefined) return problem('activity.template-unknown');
	return keep(acting, id, read.value);
}

function keep(
	acting: Acting,
	id: string | null,
	activity: Activity
): Promise<Result<{ readonly id: string }, 'activity.ended'>> {
	return acting.database.transaction(async (trx): Promise<Awaited<ReturnType<typeof keep>>> => {
		const before = id === null ? null : await findActivity(trx, id);
		if (id !== null && before === null) throw recordNotFound();
		if (before?.isOver === true) return problem('activity.ended');
		const kept = { id: id ?? crypto.randomUUID(), activity, by: acting.person.id, at: acting.now };
		await saveActivityRow(trx, kept);
		await logOfficeAct(trx, acting, 'activity.set', { activity: kept.id, ...activity });
		return ok({ id: kept.id });
	});
}

/** One tap: a line of the programme as the papers have it, from the next working day on. */
export function putShipped(
	acting: Acting,
	id: ShippedId
): Promise<Result<{ readonly id: string }, ActivityProblem | 'activity.ended'>> {
	const today = todayOf(acting.now);
	const { activity } = must(
		shippedActivities(today).find((one) => one.id === id),
		id
	);
	return saveActivity(acting, null, activity);
}

/** What went out stays; nothing more is drawn. */
export async function endActivity(acting: Acting, id: string): Promise<void> {
	requireMay(acting, 'keep-programme');
	await acting.database.transaction(async (trx) => {
		if ((await findActivity(trx, id)) === null) throw recordNotFound();
		await endActivityRow(trx, id, acting.now);
		await logOfficeAct(trx, acting, 'activity.end', { activity: id });
	});
}

export async function listPracticeWeeks(acting: Acting): Promise<PracticeWeek[]> {
	requireMay(acting, 'see-programme');
	return listWeeks(acting.database.db);
}

const longestWeek = 14;

export async function addPracticeWeek(
	acting: Acting,
	wish: { readonly theme: string; readonly from: string; readonly to: string }
): Promise<Result<null, 'week.theme-missing' | 'week.range' | 'register.not-a-day'>> {
	requireMay(acting, 'keep-programme');
	const theme = cleanText(wish.theme).trim().slice(0, 120);
	const { from, to } = wish;
	if (theme === '') return problem('week.theme-missing');
	if (!isDay(from) || !isDay(to)) return problem('register.not-a-day');
	if (to < from || daysBetween(from, to) >= longestWeek) return problem('week.range');
	return acting.database.transaction(async (trx) => {
		const week = { id: crypto.randomUUID(), theme, from, to };
		await insertWeek(trx, week);
		await logOfficeAct(trx, acting, 'practiceWeek.add', week);
		return ok(null);
	});
}

export async function takeOutPracticeWeek(acting: Acting, id: string): Promise<void> {
	requireMay(acting, 'keep-programme');
	await acting.database.transaction(async (trx) => {
		if (!(await removeWeek(trx, id))) throw recordNotFound();
		await logOfficeAct(trx, acting, 'practiceWeek.takeOut', { week: id });
	});
}
