import type { Person } from '#lib/domain/access/Person.ts';
import type { EngineWorld } from './EngineWorld.ts';

/** Looks at each answer as it leaves the server: what it tells (I8), and what it calls kept (I5). */
export async function judgeAnswer(
	world: EngineWorld,
	person: Person,
	path: string,
	body: unknown,
	asked: unknown
): Promise<void> {
	if (path === 'pull') return judgePull(world, person, body as Pulled, asked as { have: Record<string, number> });
	if (path === 'push') return judgePush(world, body as Pushed, asked as { changes: { n: number; id: string }[] });
}

type Pulled = { readonly put: readonly Named[]; readonly gone: readonly Named[]; readonly reset: boolean };
type Named = { readonly record: { readonly kind: string; readonly id: string } };

async function judgePull(world: EngineWorld, person: Person, { put, gone }: Pulled, { have }: { have: object }) {
	for (const audit of world.server.audits) {
		const isIn = (list: readonly Named[]) => list.some(({ record }) => record.id === audit.id);
		const isTheirs = (await world.holderOf(audit)) === person.id;
		if (isIn(put) && !isTheirs) world.violations.add('leaked', 'I8', `an audit was told to ${person.name}`);
		if (`audit:${audit.id}` in have && !isTheirs && !isIn(gone))
			world.violations.add('leaked', 'W4', `${person.name} was not told that an audit is gone`);
	}
}

type Pushed = { readonly results?: readonly { readonly n: number }[] };

async function judgePush(
	world: EngineWorld,
	{ results = [] }: Pushed,
	asked: { changes: { n: number; id: string }[] }
) {
	const ids = asked.changes.filter(({ n }) => results.some((one) => one.n === n)).map(({ id }) => id);
	if (ids.length === 0) return;
	const rows = await world.server.database.db
		.selectFrom('change_result')
		.select('change_id')
		.where('change_id', 'in', ids)
		.execute();
	const stored = new Set(rows.map((row) => row.change_id));
	for (const id of ids)
		if (!stored.has(id)) world.violations.add('lost', 'I5', `${id} was called sent and is not committed`);
}
