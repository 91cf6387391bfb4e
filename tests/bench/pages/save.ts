/** The whole save path of the tablet, and what others do with the same change: one after another, each awaited. */
import type { Template } from '../../../src/lib/domain/templates/Template.ts';
import { recordChange } from '../../../src/lib/device/store/recordChange.ts';
import { summarise } from '../../../src/lib/device/store/viewRecord.ts';
import type { Person } from '../../../src/lib/domain/access/Person.ts';
import type { RecordState } from '../../../src/lib/domain/changes/RecordState.ts';
import { act, change, changesOnAnAudit } from './aDay.ts';
import { openFresh } from './openFresh.ts';

export type Saver = { readonly save: (at: number) => Promise<void>; readonly close: () => Promise<void> };

const me: Person = {
	id: 'me',
	username: 'me',
	name: 'Me',
	grants: [{ role: 'auditor', scope: { kind: 'own' } }],
	team: null,
	status: 'active',
	until: null,
	permVer: 1
};
const auditRef = { kind: 'audit', id: '00000000-0000-4000-8000-00000000a001' } as const;
/** `held`: changes that wait to be sent already, as after days without signal. `others`: audits on the tablet beside it. */
async function dipper(templateText: string, held = 0, others = 0): Promise<Saver> {
	const template = JSON.parse(templateText) as Template;
	const questions = template.sections.flatMap((section) =>
		section.questions.filter(({ kind }) => kind === 'ynp').map(({ id }) => id)
	);
	const open = await openFresh(me, 'Marchbrook', 'e');
	const { store } = open;
	const beside = Array.from({ length: Math.max(others, Math.ceil(held / changesOnAnAudit)) }, () =>
		audit(template, crypto.randomUUID())
	);
	const records: RecordState[] = [templateRecord(template), audit(template, auditRef.id), ...beside];
	await store.write({
		put: {
			records: await Promise.all(records.map((record) => open.sealRecord(record))),
			summaries: await Promise.all(records.map((record) => open.sealSummary(summarise(record, template, me.id))))
		},
		turns: true
	});
	const waiting = await Promise.all(
		Array.from({ length: held }, (_, at) =>
			changeAt(template, questions, at, beside[Math.floor(at / changesOnAnAudit)]?.record)
		)
	);
	const rows = await Promise.all(waiting.map((one) => open.sealOutbox({ change: one, receipt: null })));
	await store.write({ add: rows, counter: held });
	await open.state();
	return {
		async save(at) {
			const intent = { id: crypto.randomUUID(), at: open.now(), record: auditRef, base: 0, ...act(questions, at) };
			const saved = await recordChange(open, intent);
			if (!saved.ok) throw new Error(saved.problem.code);
		},
		async close() {
			open.journal.close();
			open.bell.close();
			store.close();
		}
	};
}

function changeAt(
	template: Template,
	questions: readonly string[],
	at: number,
	record: RecordState['record'] = auditRef
) {
	const tpl = { id: template.id, ver: template.version };
	return change({ n: at + 1, record, tpl, act: act(questions, at) });
}

function templateRecord({ id, version: ver, title, short, ...rest }: Template): RecordState<'template'> {
	const value = JSON.parse(JSON.stringify({ id, version: ver, title, short, ...rest }));
	return {
		record: { kind: 'template', id: `${id}~${ver}` },
		ver: 1,
		head: { state: 'published', template: { id, ver }, title, short },
		fields: new Map([['template', { ver: 1, value, by: me.id, at: '2026-11-01T00:00:00.000Z' }]])
	};
}

function audit(template: Template, id: string): RecordState<'audit'> {
	return {
		record: { kind: 'audit', id },
		ver: 1,
		head: {
			state: 'allocated',
			template: { id: template.id, ver: template.version },
			caseRef: '9X-104823',
			team: null,
			service: null,
			worker: null,
			workerName: null,
			auditor: me.id,
			dueOn: '2027-12-01',
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

/** The same change as a plain object, for those who do not seal it. */
async function plainChange(templateText: string, at: number): Promise<object> {
	const template = JSON.parse(templateText) as Template;
	return changeAt(template, ['B1.1', 'B1.2', 'B1.4', 'B1.6'], at);
}

/** `count` changes, one after another; changes a second. */
async function rate(name: string, template: string, count: number, held = 0, others = 0): Promise<number> {
	const plain = await Promise.all(Array.from({ length: count + 5 }, (_, at) => plainChange(template, at)));
	const saver = name === 'dipper' ? await dipper(template, held, others) : await window.peers[name]?.(plain);
	if (saver === undefined) throw new Error(`nobody is called ${name}`);
	for (let at = 0; at < 5; at += 1) await saver.save(at);
	const begun = performance.now();
	for (let at = 5; at < count + 5; at += 1) await saver.save(at);
	const took = performance.now() - begun;
	await saver.close();
	return (count / took) * 1000;
}

declare global {
	interface Window {
		/** Made by savePeers.js, which needs packages that only the benchmarks have. */
		peers: Readonly<Record<string, (changes: readonly object[]) => Promise<Saver>>>;
		rate: typeof rate;
	}
}
window.rate = rate;
