import { isActive } from '#lib/domain/access/can.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import { helloRequest, type HelloAnswer } from '#lib/protocol/hello.ts';
import { limits, protocolVersion } from '#lib/protocol/version.ts';
import type { Database } from '../db/connection.ts';
import { directivesFor } from '../devices/directives.ts';
import { noteTablet } from '../devices/noteTablet.ts';
import { instantOf, todayOf } from '../records/Acting.ts';
import { admitClient } from './admitClient.ts';
import { registerClient, saveClientReport } from './clients.repository.ts';
import { parseEnvelope } from './parseEnvelope.ts';
import { leaseUnder, readTabletRules } from '../settings/tabletRules.ts';
import { durableNOf, oldestBuild, readEpoch, readRecoveryKey } from './serverIdentity.ts';

export type HelloCall = {
	readonly database: Database;
	readonly person: Person;
	readonly body: unknown;
	readonly now: number;
};

/** The first word of a tablet: who it is, what waits on it; and what the server wants it to know. */
export async function hello({ database, person, body, now }: HelloCall): Promise<HelloAnswer> {
	const request = parseEnvelope(helloRequest, body);
	const { clientId, deviceId, build } = request;
	const client = await database.transaction(async (trx) => {
		await registerClient(trx, { id: clientId, deviceId, personId: person.id, build, at: now });
		const admitted = await admitClient(trx, person, clientId);
		const oldest = request.oldestUnsentAt === null ? null : Date.parse(request.oldestUnsentAt);
		await saveClientReport(trx, clientId, {
			build,
			seen_at: now,
			outbox_count: request.outboxCount,
			oldest_unsent_at: oldest,
			kept_count: request.keptCount,
			wiped_at: null
		});
		await noteTablet(trx, person, admitted, request, now);
		return admitted;
	});
	const rules = await readTabletRules(database.db);
	return {
		proto: protocolVersion,
		serverTime: instantOf(now),
		epoch: await readEpoch(database.db),
		user: {
			id: person.id,
			status: isActive(person, todayOf(now)) ? person.status : 'deactivated',
			permVer: person.permVer,
			// So that a tablet learns of a change of role: what it shows follows what its person may do now.
			username: person.username,
			name: person.name,
			grants: person.grants,
			team: person.team,
			until: person.until
		},
		lastN: client.last_n,
		durableN: await durableNOf(database.db, clientId),
		minBuild: oldestBuild,
		maxBatchBytes: limits.maxBatchBytes,
		maxChanges: limits.maxChanges,
		lease: leaseUnder(rules, now),
		rules,
		recoveryKey: await readRecoveryKey(database.db),
		directives: directivesFor(client, person, now)
	};
}
