import { manager, recordCount, type Fields, type HistoryRow } from './shapes.ts';
import type { ModelTablet } from './ModelTablet.ts';
import type { ModelWorld } from './ModelWorld.ts';

const rounds = 3;

/** The network is good, everyone signs in, and what waits is sent; then nothing may be missing. */
export function comesToRest(world: ModelWorld): void {
	world.signedOut.clear();
	for (const person of [0, 1]) world.server.state.active[person] = true;
	for (let round = 0; round < rounds; round += 1)
		for (const tablet of world.tablets) {
			world.rescue(tablet);
			world.sync(tablet, true);
			world.rescue(tablet);
			world.upload(tablet);
		}
}

export function judgeEnd(world: ModelWorld): void {
	judgeOnce(world);
	judgeOrder(world);
	judgeFields(world);
	judgeEvidence(world);
	judgeParked(world);
	for (const tablet of world.tablets) judgeTablet(world, tablet);
	judgeReplay(world);
}

/** I1, I9: everything whose save completed is in history or parked, once; nothing waits any more. */
function judgeOnce({ server, acknowledged, begun, tablets, violations }: ModelWorld): void {
	const seen = new Map<number, number>();
	for (const { id } of server.state.history) seen.set(id, (seen.get(id) ?? 0) + 1);
	for (const id of acknowledged) if (!seen.has(id)) violations.add('lost', 'I1', `change ${id} is nowhere`);
	for (const id of begun) if ((seen.get(id) ?? 0) > 1) violations.add('doubled', 'I1', `change ${id} stands twice`);
	for (const { store } of tablets)
		if (store.outbox.length > 0) violations.add('lost', 'I9', `${store.outbox.length} changes wait for ever`);
}

/** I3: one client's values of a field in order of n. */
function judgeOrder({ server, violations }: ModelWorld): void {
	const last = new Map<string, number>();
	for (const { client, n, record, key, how } of server.state.history) {
		if (how === 'parked' || how === 'rescued') continue;
		const place = `${client} ${record} ${key}`;
		if ((last.get(place) ?? 0) > n) violations.add('diverged', 'I3', `${place} is out of order`);
		last.set(place, n);
	}
}

/** I6, M6: fields are what history says, in the order it came, and every value that is shown stands in it. */
function judgeFields({ server, violations }: ModelWorld): void {
	for (let record = 0; record < recordCount; record += 1) {
		const rows = server.state.history.filter((row) => row.record === record && row.how === 'written');
		for (const [key, { value, other }] of server.state.records[record]?.fields ?? []) {
			if (key === 's') continue;
			const own = rows.filter((row) => row.key === key || row.key === `${key}/${row.person}`);
			const isThere = (wanted: number) => own.some((row) => row.value === wanted);
			if (!isThere(value) || other.some((one) => !isThere(one.value)))
				violations.add('lost', 'M6', `a value of ${key} is not in history`);
		}
	}
}

/** P14: the bytes of everything that was attached. */
function judgeEvidence({ server, acknowledged, violations }: ModelWorld): void {
	const isAttached = ({ id, key }: HistoryRow) => key === `attach/${id}` && acknowledged.has(id);
	for (const row of server.state.history)
		if (isAttached(row) && !server.state.files.has(row.id))
			violations.add('lost', 'P14', `the bytes of change ${row.id} are nowhere`);
}

/** I12. */
function judgeParked({ server, violations }: ModelWorld): void {
	// As it is while someone is away, which is when it matters.
	server.state.active[0] = false;
	const seen = new Set(server.parkedFor(manager));
	server.state.active[0] = true;
	for (const { id, how } of server.state.history)
		if ((how === 'parked' || how === 'rescued') && !seen.has(id))
			violations.add('lost', 'I12', `change ${id} is parked out of sight`);
}

/** I2, I4, I8. */
function judgeTablet({ server, violations }: ModelWorld, tablet: ModelTablet): void {
	for (let record = 0; record < recordCount; record += 1) {
		const base = tablet.store.base.get(record);
		const isTheirs = !tablet.isWiped && server.maySee(tablet.person, record);
		if (!isTheirs && base !== undefined) violations.add('leaked', 'I4', `record ${record} is still on the tablet`);
		if (!isTheirs) continue;
		const truth = server.state.records[record];
		if (truth === undefined) continue;
		if (base?.ver !== truth.ver || !isSame(base.fields, truth.fields))
			violations.add('diverged', 'I2', `tablet ${tablet.store.name} shows another record ${record}`);
	}
}

function isSame(a: Fields, b: Fields): boolean {
	if (a.size !== b.size) return false;
	for (const [key, { ver, value, other }] of a) {
		const twin = b.get(key);
		if (twin?.ver !== ver || twin.value !== value || twin.other.length !== other.length) return false;
	}
	return true;
}

/** I7: everything that was ever sent, once more and backwards. */
function judgeReplay({ server, pushes, violations }: ModelWorld): void {
	const before = `${server.state.history.length} ${server.state.records.map(({ ver }) => ver).join()}`;
	for (const { push, build } of pushes.toReversed().slice(0, 8)) server.push(push, build);
	const after = `${server.state.history.length} ${server.state.records.map(({ ver }) => ver).join()}`;
	if (before !== after) violations.add('doubled', 'I7', 'a request sent again changed something');
}
