import type { HelloAnswer, HelloRequest } from '#lib/protocol/hello.ts';
import { incident as told, mostIncidents } from '#lib/protocol/telemetry.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import type { People, PersonRow } from '../store/People.ts';
import type { Incident, SyncParts } from '../sync/SyncParts.ts';
import { wrapsWithRecovery } from '../vault/recoveryWrap.ts';
import { describeDevice } from './describeDevice.ts';
import { publicHalf, tabletKey } from './tabletKey.ts';

type Introducing = {
	readonly people: People;
	/** The row as it stands; at enrolment it is not on the disk yet. */
	readonly row: () => Promise<PersonRow | undefined>;
	readonly keepWraps: (wraps: PersonRow['wraps'], open: OpenStore) => Promise<void>;
};

/** What a hello tells beside the work, and what its answer gives a tablet to keep. */
export function introduce({ people, row, keepWraps }: Introducing): Pick<SyncParts, 'introduction' | 'introduced'> {
	return {
		async introduction(): Promise<Partial<HelloRequest>> {
			const known = await row();
			return {
				deviceKey: await publicHalf(await tabletKey(people)),
				device: describeDevice(navigator),
				...(known?.untold === undefined ? {} : { incidents: [...known.untold] })
			};
		},
		async introduced({ incidents = [] }, answer: HelloAnswer, open: OpenStore) {
			const known = await row();
			if (known === undefined) return;
			if (incidents.length > 0) await people.forgetTold(known.slot, incidents);
			const wraps = await wrapsWithRecovery(open.vault, known, answer.recoveryKey);
			if (wraps !== null) await keepWraps(wraps, open);
		}
	};
}

/** For the server's next hello, if it is of codes and figures alone. */
export async function keepForTelling(people: People, slot: string, { code, at, facts }: Incident): Promise<void> {
	const parsed = told.safeParse({ code, at, facts });
	if (parsed.success) await people.addUntold(slot, parsed.data, mostIncidents);
}
