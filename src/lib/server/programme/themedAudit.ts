import { auditingRoles, mostNumber, type CaseChoice } from '#lib/domain/programme/Activity.ts';
import { checkDueDate } from '#lib/domain/programme/dueDate.ts';
import type { Role } from '#lib/domain/access/Person.ts';
import { isDay } from '#lib/domain/shared/dates.ts';
import { ok, problem, type Problem, type Result } from '#lib/domain/shared/Result.ts';
import { cleanText } from '#lib/domain/shared/text.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { requireMay } from '../records/requireMay.ts';
import { allOrNothing, byAuthorityOf, goOut, previewGoOut, type Outgoing, type WentOut } from './goOut.ts';

/** A themed audit, or a dip sample, as somebody set it up: questions, cases, how many, who, and by when. */
export type ThemedWish = {
	readonly name: string;
	readonly template: string;
	readonly cases: CaseChoice;
	readonly number: number;
	readonly roles: readonly string[];
	readonly dueOn: string;
	readonly seed: string;
};

/** What would go out to whom, to the last step, and nothing of it kept. */
export async function lookAtThemed(acting: Acting, wish: ThemedWish): Promise<Result<WentOut>> {
	requireMay(acting, 'keep-programme');
	const outgoing = readWish(acting, wish);
	return outgoing.ok ? previewGoOut(withAuthority(acting), outgoing.value) : outgoing;
}

/** Draws, allocates and sends out at once, or does nothing at all. */
export async function startThemed(acting: Acting, wish: ThemedWish): Promise<Result<WentOut>> {
	requireMay(acting, 'keep-programme');
	const outgoing = readWish(acting, wish);
	if (!outgoing.ok) return outgoing;
	return allOrNothing(withAuthority(acting), async (inside) => {
		const gone = await goOut(inside, outgoing.value);
		if (!gone.ok) return gone;
		const { sample, wanted, given } = gone.value;
		await inside.database.transaction((trx) =>
			logOfficeAct(trx, acting, 'themed.start', { sample, wanted, given, dueOn: outgoing.value.dueOn })
		);
		return gone;
	});
}

/** Whoever keeps the programme draws and allocates for it, as the QA manager would. */
function withAuthority(acting: Acting): Acting {
	return { ...acting, person: byAuthorityOf(acting.person) };
}

function readWish(acting: Acting, wish: ThemedWish): Result<Outgoing> {
	const name = cleanText(wish.name).trim().slice(0, 120);
	if (name === '') return problem('activity.name-missing');
	if (!Number.isInteger(wish.number) || wish.number < 1 || wish.number > mostNumber)
		return problem('activity.number-range');
	const roles = auditingRoles.filter((role: Role) => wish.roles.includes(role));
	if (roles.length === 0) return problem('themed.nobody-chosen');
	const due = readDueDate(wish.dueOn, todayOf(acting.now));
	if (!due.ok) return due;
	const { template, cases, number, seed } = wish;
	return ok({ name, template, cases, number, share: 'together', roles, dueOn: due.value, seed });
}

function readDueDate(
	dueOn: string,
	today: string
): { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: Problem } {
	if (!isDay(dueOn)) return problem('allocation.not-a-day');
	const due = checkDueDate(dueOn, today);
	if (!due.ok) return due;
	return due.value.isWorkingDay ? ok(dueOn) : problem('themed.not-working-day', { dueOn });
}
