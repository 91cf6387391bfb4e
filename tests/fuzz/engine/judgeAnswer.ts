import type { Person } from '#lib/domain/access/Person.ts';
import type { Heard } from './EngineTablet.ts';
import type { EngineWorld } from './EngineWorld.ts';

/**
 * Looks at each answer as it leaves the server: what it tells (I8), and what it calls kept (I5). A pull tells of one
 * moment between its question and its answer, and an audit may change hands meanwhile: only what was theirs neither
 * when it was asked nor when it was answered may not be told, and must be called gone.
 */
export async function listenFor(world: EngineWorld, person: Person, path: string): Promise<Heard> {
	const before = path === 'pull' ? await holders(world) : [];
	return async (body, asked) => {
		if (path === 'pull') judgePull(world, person, [before, await holders(world)], body as Pulled, asked as Have);
		if (path === 'push') await judgePush(world, body as Pushed, asked as Asked);
	};
}

type Holders = readonly (string | null)[];
type Have = { readonly have: Readonly<Record<string, number>> };
type Asked = { readonly changes: readonly { readonly n: number; readonly id: string }[] };
type Pulled = { readonly put: readonly Named[]; readonly gone: readonly Named[]; readonly reset: boolean };
type Named = { readonly record: { readonly kind: string; readonly id: string } };

function holders(world: EngineWorld): Promise<Holders> {
	return Promise.all(world.server.audits.map((audit) => world.holderOf(audit)));
}

function judgePull(
	world: EngineWorld,
	person: Person,
	ends: readonly Holders[],
	{ put, gone }: Pulled,
	{ have }: Have
): void {
	for (const [at, audit] of world.server.audits.entries()) {
		const isIn = (list: readonly Named[]) => list.some(({ record }) => record.id === audit.id);
		const wasTheirs = ends.some((held) => held[at] === person.id);
		if (isIn(put) && !wasTheirs) world.violations.add('leaked', 'I8', `an audit was told to ${person.name}`);
		if (`audit:${audit.id}` in have && !wasTheirs && !isIn(gone))
			world.violations.add('leaked', 'W4', `${person.name} was not told that an audit is gone`);
	}
}

type Pushed = { readonly results?: readonly { readonly n: number }[] };

async function judgePush(world: EngineWorld, { results = [] }: Pushed, asked: Asked) {
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
