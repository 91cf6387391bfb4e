import type { Person } from '#lib/domain/access/Person.ts';
import type { RecordKind, RecordState } from '#lib/domain/changes/RecordState.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { pullRequest, type PullAnswer } from '#lib/protocol/pull.ts';
import type { Database } from '../db/connection.ts';
import { directivesFor } from '../devices/directives.ts';
import { noteAccess } from '../log/accessLog.ts';
import { findPerson } from '../people/people.repository.ts';
import { instantOf } from '../records/Acting.ts';
import { listCarried } from '../records/carriedRecords.ts';
import { refreshDirectory } from '../records/directory.ts';
import { inSnapshot } from '../records/inSnapshot.ts';
import { admitClient } from './admitClient.ts';
import { explainGone } from './goneRecords.ts';
import { parseEnvelope } from './parseEnvelope.ts';
import { fillPage, type Wanted } from './pulledRecords.ts';
import { leaseUnder, readTabletRules } from '../settings/tabletRules.ts';
import { durableNOf, readEpoch } from './serverIdentity.ts';

export type PullCall = {
	readonly database: Database;
	readonly person: Person;
	readonly body: unknown;
	readonly now: number;
};

/**
 * What a tablet lacks of what its person may see now (W4), from one snapshot. Nothing is remembered between pages:
 * a tablet asks for the next with what it then has, so what came is not sent again and what went is not told twice (P7).
 */
export async function readChanges({ database, person: asking, body, now }: PullCall): Promise<PullAnswer> {
	const request = parseEnvelope(pullRequest, body);
	await refreshDirectory(database, now);
	return inSnapshot(database, async (trx) => {
		const client = await admitClient(trx, asking, request.clientId);
		const person = must(await findPerson(trx, asking.id), 'the person of the session');
		const epoch = await readEpoch(trx);
		const reset = request.epoch !== epoch;
		const carried = await listCarried(trx, person, now);
		const have = new Map(Object.entries(request.have));
		const { put, sent, more } = await fillPage(trx, wantedOf(carried, reset ? new Map() : have), request.limitBytes);
		await noteAccess(trx, { at: now, personId: person.id, clientId: request.clientId, act: 'pull' }, sent);
		const here = new Set(carried.map(({ record }) => `${record.kind}:${record.id}`));
		const gone = await explainGone(
			trx,
			person,
			[...have.keys()].filter((key) => !here.has(key)),
			now
		);
		return {
			epoch,
			reset,
			seq: request.seq,
			serverTime: instantOf(now),
			permVer: person.permVer,
			durableN: await durableNOf(trx, request.clientId),
			lease: leaseUnder(await readTabletRules(trx), now),
			put,
			gone,
			more,
			directives: directivesFor(client, person, now)
		};
	});
}

/** What a person works on comes before what it is read with; templates, the bulkiest, come last. */
const order: readonly RecordKind[] = ['parked', 'audit', 'action', 'moderation', 'person', 'team', 'template'];

function wantedOf(carried: readonly RecordState[], have: ReadonlyMap<string, number>): Wanted[] {
	const wanted: Wanted[] = [];
	for (const record of carried) {
		const held = have.get(`${record.record.kind}:${record.record.id}`) ?? 0;
		if (held !== record.ver) wanted.push({ record, from: held > record.ver || held < 0 ? 0 : held });
	}
	const rank = ({ record }: Wanted) => order.indexOf(record.record.kind);
	return wanted.sort((a, b) => rank(a) - rank(b) || (a.record.record.id < b.record.record.id ? -1 : 1));
}
