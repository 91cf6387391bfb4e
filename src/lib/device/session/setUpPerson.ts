import type { Person } from '#lib/domain/access/Person.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { introduce } from '../rescue/introduce.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import type { PersonRow } from '../store/People.ts';
import { completeSummaries } from '../sync/completeSummaries.ts';
import { pullChanges } from '../sync/pullChanges.ts';
import { sayHello } from '../sync/sayHello.ts';
import type { Incident, RoundEnd, SyncParts } from '../sync/SyncParts.ts';
import { randomBytes, toHex, wipe, type Bytes } from '../vault/bytes.ts';
import { judgePassphrase, type PassphraseProblem } from '../vault/passphrase.ts';
import { judgePin, type PinProblem } from '../vault/pin.ts';
import { noTries } from '../vault/tries.ts';
import { newRoot, wrapRoot } from '../vault/wraps.ts';
import { isFit } from './checkTablet.ts';
import { openPerson, writeKeysBeside } from './openPerson.ts';
import type { TabletParts } from './TabletParts.ts';

export type SetUpInput = {
	readonly person: Person;
	readonly council: string;
	readonly passphrase: string;
	readonly pin?: string;
};
export type SetUpProblem =
	PassphraseProblem | PinProblem | 'no-signal' | 'signed-out' | 'already-here' | 'no-storage' | 'unfit' | 'refused';
export type SetUpProgress = { readonly step: 'check' | 'key' | 'hello' | 'records' | 'done'; readonly records: number };
/** `root` is for the other ways in; whoever takes it wipes it. */
export type SetUp = { readonly row: PersonRow; readonly open: OpenStore; readonly root: Bytes };

/**
 * A key, a sealed store of its own, a first hello and a first pull. Until the last has come nobody is listed on
 * the unlock page: what a broken set-up leaves is sealed under a key that is gone.
 */
export async function setUpPerson(
	parts: TabletParts,
	{ person, council, passphrase, pin }: SetUpInput,
	progress: (now: SetUpProgress) => void,
	report: (incident: Incident) => void
): Promise<Result<SetUp, SetUpProblem>> {
	const judged = judgePassphrase(passphrase);
	if (!judged.ok) return judged;
	const judgedPin = pin === undefined ? ok(undefined) : judgePin(pin);
	if (!judgedPin.ok) return judgedPin;
	if ((await parts.people.list()).some((row) => row.personId === person.id)) return problem('already-here');
	progress({ step: 'check', records: 0 });
	if (!isFit(await parts.check())) return problem('unfit');
	progress({ step: 'key', records: 0 });
	const made = await makeStore(parts, person, council, passphrase, report);
	if (made === null) return problem('no-storage');
	let opened = made;
	const sync: SyncParts = {
		...parts,
		...introduce({
			people: parts.people,
			row: async () => opened.row,
			keepWraps: async (wraps) => void (opened = { ...opened, row: { ...opened.row, wraps } })
		}),
		open: opened.open,
		report,
		renamed: async () => undefined,
		persisted: parts.isPersisted
	};
	progress({ step: 'hello', records: 0 });
	const greeted = await sayHello(sync);
	if (greeted.end !== 'hello') return giveUp(opened, greeted);
	let records = 0;
	progress({ step: 'records', records });
	const pulled = await pullChanges(sync, (count) => progress({ step: 'records', records: (records += count) }));
	if (pulled.end !== 'done') return giveUp(opened, pulled);
	await completeSummaries(opened.open);
	await parts.people.put(opened.row);
	await writeKeysBeside(parts, opened.row, opened.open);
	progress({ step: 'done', records });
	return ok(opened);
}

/** Null where the browser keeps nothing: a private window, or no room. */
async function makeStore(
	parts: TabletParts,
	person: Person,
	council: string,
	passphrase: string,
	report: (incident: Incident) => void
): Promise<SetUp | null> {
	const slot = toHex(randomBytes(16));
	const root = newRoot();
	const row: PersonRow = {
		slot,
		database: `dipper-${toHex(randomBytes(8))}`,
		personId: person.id,
		name: person.name,
		council,
		clientId: parts.newId(),
		deviceId: await parts.people.deviceId(parts.newId),
		wraps: [await wrapRoot(root, passphrase, slot, parts.derivation)],
		tries: noTries,
		lockMinutes: 5,
		lockedAt: null,
		lockedBecause: null,
		usedAt: parts.now().toISOString(),
		toldNoJournal: false
	};
	try {
		const open = await openPerson(parts, row, root.slice(), report);
		const state = {
			me: person,
			council,
			life: open.life,
			epoch: null,
			serverEpoch: null,
			ackedN: 0,
			durableN: 0,
			permVer: person.permVer,
			offlineUntil: null,
			sentAt: null
		};
		await open.write({ meta: await open.sealState(state), turns: true });
		await open.position();
		await open.state();
		return { row, open, root };
	} catch {
		wipe(root);
		return null;
	}
}

function giveUp({ open, root }: SetUp, { end }: RoundEnd): Result<never, SetUpProblem> {
	wipe(root);
	open.forget();
	open.journal.close();
	open.bell.close();
	open.store.close();
	if (end === 'no-signal' || end === 'busy') return problem('no-signal');
	return problem(end === 'signed-out' ? 'signed-out' : 'refused');
}
