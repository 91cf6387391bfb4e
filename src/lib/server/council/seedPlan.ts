import type { Person } from '#lib/domain/access/Person.ts';
import { issueThemeAction } from '#lib/domain/improvement/issueThemeAction.ts';
import { judgeImpact, type Counted } from '#lib/domain/impact/judgeImpact.ts';
import type { ItemCells } from '#lib/domain/plan/PlanItem.ts';
import { addDays, dayInEngland, instantAt } from '#lib/domain/shared/dates.ts';
import { must, type Result } from '#lib/domain/shared/Result.ts';
import type { Database } from '../db/connection.ts';
import { saveCheck } from '../impact/impact.repository.ts';
import { addComment, changeItem } from '../plan/items.useCases.ts';
import { insertLink } from '../plan/plan.repository.ts';
import { readPlan } from '../plan/plans.useCases.ts';
import { bringIn } from '../plan/planTable.useCases.ts';
import { keepRisk } from '../plan/risks.useCases.ts';
import { actOnline } from '../records/actOnline.ts';
import { instantOf, type Acting } from '../records/Acting.ts';
import { logWritten } from '../records/logWritten.ts';
import { performAsDipper } from '../records/performAsDipper.ts';
import { insertRecord } from '../records/records.repository.ts';
import type { Chance } from './annexA/Chance.ts';
import { inventedPlan } from './inventedPlan.ts';

type Given = {
	readonly database: Database;
	readonly now: number;
	readonly chance: Chance;
	readonly qa: Person;
	readonly board: Person;
	/** Who lead parts of the plan: a service manager and a head of service. */
	readonly leads: readonly [Person, Person];
	readonly service: string;
};

const dayMs = 86_400_000;
const done = <Value>(result: Result<Value>): Value => {
	if (!result.ok) throw new Error(result.problem.code);
	return result.value;
};

/**
 * Marchbrook's improvement plan, with actions in every state: on track and not, rated and not, resting on looks back at
 * practice that moved, that did not, and on none.
 */
export async function seedPlan(given: Given): Promise<void> {
	const { database, now, qa, board, leads } = given;
	const acting = (person: Person, daysAgo: number): Acting => ({ database, person, now: now - daysAgo * dayMs });
	const table = inventedPlan(dayInEngland(instantAt(now)));
	const plan = done(await bringIn(acting(qa, 80), { table, into: null }));
	const { items } = await readPlan(acting(qa, 80), plan);
	const idOf = (ref: string) => must(items.find(({ cells }) => cells.ref === ref)?.id, ref);
	const write = async (who: Person, daysAgo: number, ref: string, cells: Partial<ItemCells>, leader?: string) => {
		const item = must(
			(await readPlan(acting(qa, 0), plan)).items.find(({ id }) => id === idOf(ref)),
			ref
		);
		const wish = { item: item.id, revision: item.revision, cells: { ...item.cells, ...cells } };
		done(await changeItem(acting(who, daysAgo), plan, { ...wish, leader: leader ?? item.leader }));
	};
	await write(qa, 60, '2.2', {}, leads[0].id);
	await write(qa, 60, '1.3', {}, leads[1].id);
	await write(leads[0], 22, '2.2', { progress: 'Two of six sets held.\nThird set booked for next month.' });
	const why = 'Supervision was audited again and the same gap was found.';
	await write(qa, 9, '2.1', {
		impactRag: 'red',
		impactReason: why,
		next: 'The post is advertised; a peer authority audits two folders a month until then.'
	});
	await write(qa, 8, '1.2', {
		impactRag: 'green',
		impactReason: 'The fresh sample shows shorter plans with dates in them.'
	});

	const moved = await lookBack(given, { theme: 'plans', before: { count: 18, of: 20 }, after: { count: 6, of: 20 } });
	const stood = await lookBack(given, {
		theme: 'oversight',
		before: { count: 11, of: 40 },
		after: { count: 19, of: 40 }
	});
	const links = [
		{ item: idOf('1.2'), kind: 'theme', of: 'plans' },
		{ item: idOf('1.1'), kind: 'action', of: moved },
		{ item: idOf('2.1'), kind: 'action', of: stood },
		{ item: idOf('2.2'), kind: 'theme', of: 'oversight' },
		{ item: idOf('3.2'), kind: 'theme', of: 'voice' }
	] as const;
	await database.transaction(async (trx) => {
		for (const link of links) await insertLink(trx, link, { by: qa.id, at: now - 8 * dayMs });
	});
	const risk = {
		...{
			what: 'Two quality assurance posts are vacant, and what was found is not followed up.',
			likelihood: 4,
			impact: 4
		},
		...{
			answer: 'Both are advertised. Until then Dipper chases, and heads of service stand in.',
			owner: 'Head of service'
		}
	};
	const other = {
		...{ what: 'The case system changes in the autumn, and templates with it.', likelihood: 3, impact: 3 },
		...{ answer: 'Plan templates are tried with two teams first.', owner: 'Systems manager' }
	};
	done(await keepRisk(acting(qa, 40), plan, { id: null, risk: { ...risk, isClosed: false } }));
	done(await keepRisk(acting(qa, 40), plan, { id: null, risk: { ...other, isClosed: false } }));
	const asked = 'What is different for children in the two months without supervision audits?';
	done(await addComment(acting(board, 5), plan, { item: idOf('2.1'), says: asked }));
	done(await addComment(acting(qa, 3), plan, { item: null, says: 'Next looked at by the board in four weeks.' }));
}

type Look = { readonly theme: string; readonly before: Counted; readonly after: Counted };

/** An action for the service, lived through to the fresh sample and what it showed. */
async function lookBack(given: Given, { theme, before, after }: Look): Promise<string> {
	const { database, now, chance, qa, leads, service } = given;
	const id = chance.uuid();
	const acting = (person: Person, daysAgo: number): Acting => ({ database, person, now: now - daysAgo * dayMs });
	const raisedAt = acting(qa, 190).now;
	const owner = leads[0].id;
	const words = {
		finding:
			theme === 'plans'
				? 'Plans of 18 children say “ongoing” in place of a date.'
				: 'Supervision does not follow up what was agreed the month before.',
		what:
			theme === 'plans'
				? 'Every plan is read for dates before it is shared'
				: 'Supervision opens with what was agreed last time',
		difference: theme === 'plans' ? 'Families know what will be done by when.' : 'What a child was promised is done.'
	};
	const dueOn = addDays(dayInEngland(instantAt(raisedAt)), 30);
	const asked = {
		id,
		theme,
		level: 'service' as const,
		owner,
		dueOn,
		findings: before.count,
		place: { team: null, service }
	};
	await database.transaction(async (trx) => {
		const record = issueThemeAction({ ...asked, ...words }, qa.id, instantOf(raisedAt));
		await insertRecord(trx, record, raisedAt);
		const args = { ...asked, ...words, findings: [] };
		await logWritten(trx, record, record.fields.keys(), { name: 'action.issue', args, by: qa.id, now: raisedAt });
	});
	const record = { kind: 'action' as const, id };
	const act = async (who: Person, daysAgo: number, name: string, args: object) =>
		done(await actOnline(acting(who, daysAgo), { record, name: `action.${name}`, args }));
	await act(leads[0], 185, 'accept', {});
	await act(leads[0], 160, 'complete', {
		note: 'In the agenda of every team since the first of the month.',
		evidence: []
	});
	const seen = { note: 'Seen in four teams.', difference: words.difference };
	await act(qa, 155, 'verify', { ...seen, verdict: 'verified' });
	const { verdict } = judgeImpact(before, after);
	const settledAt = acting(qa, 10).now;
	await database.transaction(async (trx) => {
		await saveCheck(trx, {
			...{
				action_id: id,
				round: 0,
				template_id: 't07',
				questions: [],
				state: 'settled',
				problem: null,
				sample_id: null
			},
			...{ before_count: before.count, before_of: before.of, before_left_out: 0, due_on: null, at: acting(qa, 40).now },
			...{ after_count: after.count, after_of: after.of, verdict, settled_at: settledAt }
		});
		const note = `${before.count}/${before.of} → ${after.count}/${after.of}`;
		const args = { verdict: verdict === 'moved' ? 'held' : 'not-held', note };
		await performAsDipper(trx, acting(qa, 10), { record, name: 'action.impact', args });
	});
	return id;
}
