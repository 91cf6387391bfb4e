/** Only the engines, nothing drawn: load the form, set a value, until everything that hangs on it is known. */
import type { AuditRecord } from '../../../src/lib/domain/changes/RecordState.ts';
import { applyChange } from '../../../src/lib/domain/changes/applyChange.ts';
import { progressOf } from '../../../src/lib/domain/audits/progress.ts';
import { questionState } from '../../../src/lib/domain/audits/questionState.ts';
import { readAudit } from '../../../src/lib/domain/audits/readAudit.ts';
import { template as templateShape } from '../../../src/lib/domain/templates/Template.ts';
import type { Person } from '../../../src/lib/domain/access/Person.ts';

type Tap = { readonly section: string; readonly question: string; readonly value: string };
export type EngineTimes = { readonly load: number; readonly sets: readonly number[] };

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

function dipper(templateText: string, taps: readonly Tap[]): EngineTimes {
	const begun = performance.now();
	const template = templateShape.parse(JSON.parse(templateText));
	let record: AuditRecord = emptyAudit(template);
	look(record);
	const load = performance.now() - begun;
	const sets = taps.map(({ question, value }, at) => {
		const from = performance.now();
		const change = { name: 'answer.set', args: { question, value }, base: 0 };
		const outcome = applyChange(record, change, {
			author: { person: me, clientId: 'c', at: '2026-11-01T09:00:00.000Z' },
			changeId: String(at),
			template
		});
		if (!outcome.ok) throw new Error(outcome.code);
		record = outcome.record as AuditRecord;
		look(record);
		return performance.now() - from;
	});
	return { load, sets };

	/** All that the pages ask of the engine: what is asked, how far it is, the state of every question. */
	function look(of: AuditRecord) {
		const audit = readAudit(of, template);
		for (const { asked } of progressOf(audit, me.id).sections)
			for (const question of asked) questionState(audit, question, '2026-11-01');
	}
}

function emptyAudit(template: { readonly id: string; readonly version: number }): AuditRecord {
	return {
		record: { kind: 'audit', id: 'a' },
		ver: 1,
		head: {
			state: 'allocated',
			template: { id: template.id, ver: template.version },
			caseRef: '9X-1',
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

declare global {
	interface Window {
		engines: Readonly<Record<string, (form: string, taps: readonly Tap[]) => Promise<EngineTimes> | EngineTimes>>;
	}
}
window.engines = { ...window.engines, dipper };
