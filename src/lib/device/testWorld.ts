import type { Person } from '#lib/domain/access/Person.ts';
import type { AuditRecord, RecordState } from '#lib/domain/changes/RecordState.ts';
import { template as templateShape, type Template } from '#lib/domain/templates/Template.ts';
import { Bell } from './store/Bell.ts';
import type { DeviceStore } from './store/DeviceStore.ts';
import type { Journal } from './store/Journal.ts';
import type { JournalEntry, LeftEntries } from './store/journalFormat.ts';
import type { Spare } from './store/makeRoom.ts';
import { MemoryStore } from './store/MemoryStore.ts';
import { OpenStore } from './store/OpenStore.ts';
import type { Incident, SyncParts } from './sync/SyncParts.ts';
import type { TestServer } from './sync/testServer.ts';
import { Vault } from './vault/Vault.ts';
import { newRoot } from './vault/wraps.ts';

/** Builders for the tests of this layer. All people and cases are invented. */
export const auditId = '00000000-0000-4000-8000-00000000a001';
export const ada: Person = {
	id: '00000000-0000-4000-8000-0000000000ad',
	username: 'ada@demo.example',
	name: 'Ada Wren',
	grants: [{ role: 'auditor', scope: { kind: 'own' } }],
	team: null,
	status: 'active',
	until: null,
	permVer: 1
};
export const benId = '00000000-0000-4000-8000-0000000000be';

export const smallTemplate: Template = templateShape.parse({
	id: 'cj',
	version: 1,
	title: 'A small child journey',
	short: 'Small',
	family: 'child-journey',
	purpose: 'For tests.',
	auditor: 'Anyone',
	window: { evidence: 12, judgement: 3 },
	scale: 'ofsted',
	grading: { overall: true, suggestion: 'lower-median' },
	sections: [
		{
			id: 'CJ2',
			number: '2',
			title: 'Plans for the child',
			short: 'Plans',
			graded: true,
			questions: [
				{ id: 'CJ2.1', number: '2.1', text: 'Is there a plan?', kind: 'ynp', guidance: '' },
				{ id: 'CJ2.2', number: '2.2', text: 'Is it the child’s?', kind: 'ynp', guidance: '' },
				{ id: 'CJ2.3', number: '2.3', text: 'How many visits?', kind: 'num', guidance: '' }
			]
		}
	]
});

export function anAudit(id = auditId): AuditRecord {
	return {
		record: { kind: 'audit', id },
		ver: 1,
		head: {
			state: 'allocated',
			template: { id: 'cj', ver: 1 },
			caseRef: '9X-104823',
			team: null,
			service: null,
			worker: null,
			workerName: null,
			auditor: ada.id,
			dueOn: '2026-12-01',
			route: 'random',
			case: {
				stage: 'child-in-need',
				ageBand: '5-7',
				planType: null,
				legalStatus: null,
				uasc: null,
				disability: null,
				dates: {},
				importedOn: null
			},
			openAlerts: 0
		},
		fields: new Map()
	};
}

export function aTemplateRecord(): RecordState<'template'> {
	const { id, version: ver, title, short } = smallTemplate;
	const value = JSON.parse(JSON.stringify(smallTemplate));
	return {
		record: { kind: 'template', id: `${id}~${ver}` },
		ver: 1,
		head: { state: 'published', template: { id, ver }, title, short },
		fields: new Map([['template', { ver: 1, value, by: benId, at: '2026-11-01T00:00:00.000Z' }]])
	};
}

/** A journal in memory, with the entries a crash would leave. */
export class MemoryJournal implements Journal {
	held: JournalEntry[] = [];
	restarts: string[] = [];
	left: LeftEntries[] = [];
	life: string | undefined;
	async append(n: number, sealed: JournalEntry['sealed']): Promise<void> {
		this.held.push(this.#noted({ n, sealed }));
	}
	async entries(): Promise<readonly JournalEntry[]> {
		return [...this.held];
	}
	async underOtherNames(): Promise<readonly LeftEntries[]> {
		return this.left;
	}
	async compact(durableN: number): Promise<void> {
		this.held = this.held.filter(({ n }) => n > durableN);
	}
	async restart(clientId: string, entries: readonly JournalEntry[], life = this.life): Promise<void> {
		this.restarts.push(clientId);
		this.life = life;
		this.held = entries.map((entry) => this.#noted(entry));
	}
	#noted({ n, sealed }: JournalEntry): JournalEntry {
		return this.life === undefined ? { n, sealed } : { n, sealed, life: this.life };
	}
	close(): void {
		// Nothing is held open.
	}
}

let ids = 0;
export function testId(): string {
	ids += 1;
	return `00000000-0000-4000-8000-${ids.toString(16).padStart(12, '0')}`;
}

let seconds = 0;
/** Each look at the clock is a second later. */
export function testNow(): Date {
	seconds += 1;
	return new Date(Date.UTC(2026, 10, 22, 8, 0, 0) + seconds * 1000);
}

export type World = {
	readonly open: OpenStore;
	readonly store: DeviceStore;
	readonly journal: MemoryJournal;
	readonly root: Uint8Array<ArrayBuffer>;
};

export async function anOpenStore(
	given: Partial<World> & { clientId?: string; refuse?: () => void; spares?: readonly Spare[] } = {}
): Promise<World> {
	const store = given.store ?? new MemoryStore();
	const journal = given.journal ?? new MemoryJournal();
	const root = given.root ?? newRoot();
	const vault = await Vault.unlockedWith(root.slice(), given.refuse);
	const clientId = given.clientId ?? testId();
	const bell = new Bell(testId());
	const open = new OpenStore({
		store,
		vault,
		journal,
		bell,
		clientId,
		deviceId: testId(),
		now: testNow,
		newId: testId,
		spares: given.spares ?? []
	});
	if ((await store.meta('state')) === undefined) {
		const state = {
			me: ada,
			council: 'Marchbrook',
			epoch: null,
			serverEpoch: null,
			ackedN: 0,
			durableN: 0,
			permVer: 1,
			offlineUntil: null,
			sentAt: null
		};
		const life = testId();
		await store.write({ meta: await open.sealState({ ...state, life }), life, turns: true });
	}
	await open.position();
	await open.state();
	return { open, store, journal, root };
}

export function syncParts(open: OpenStore, server: TestServer): SyncParts & { readonly incidents: Incident[] } {
	const incidents: Incident[] = [];
	return {
		open,
		server,
		build: 'test',
		incidents,
		report: (incident) => incidents.push(incident),
		renamed: async () => undefined,
		persisted: async () => true,
		quota: async () => ({ used: 0, max: 0 })
	};
}

export function answerIntent(question: string, value: unknown, base = 0, id = testId(), at = testNow().toISOString()) {
	return {
		id,
		at,
		record: { kind: 'audit', id: auditId } as const,
		name: 'answer.set',
		args: { question, value },
		base
	};
}
