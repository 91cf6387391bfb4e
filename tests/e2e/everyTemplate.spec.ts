import { expect, test, type Page } from '@playwright/test';
import { progressOf } from '#lib/domain/audits/progress.ts';
import { suggestionFor } from '#lib/domain/audits/suggestion.ts';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { ageBands, stages } from '#lib/domain/frames/SamplingFrame.ts';
import { addDays, dayInEngland, type Day } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import type { Database } from '#lib/server/db/connection.ts';
import { insertRecord } from '#lib/server/records/records.repository.ts';
import { reservedTemplates, shippedTemplates } from '#templates/shippedTemplates.ts';
import { anAudit } from '../fixtures/records.ts';
import { Chance } from '../fuzz/Chance.ts';
import { gradeByHand } from '../scenarios/everyTemplate/gradeByHand.ts';
import { Device } from './Browser.ts';
import { DipperServer } from './DipperServer.ts';
import { auditInStore } from './pages/expectInStore.ts';
import { signIn } from './pages/SignInPage.ts';
import { TabletPages } from './pages/TabletPages.ts';
import { TapThrough } from './pages/TapThrough.ts';

/**
 * On a phone, 390 × 844: question sets are tapped through from the first question to the last with answers from a seed.
 * `npm run answer-all` taps through all of them, from any seed (it sets the two variables). Among the other tests stand
 * two that one seed draws, always the same, so that a run says of the program and not of the day whether it holds.
 */
const today: Day = dayInEngland(new Date().toISOString());
const from = Number(process.env.DIPPER_TAP_FROM ?? 20261128);
const all = [...shippedTemplates(), ...reservedTemplates()];
const walks = process.env.DIPPER_TAP_WALKS === undefined ? share() : everyOne(Number(process.env.DIPPER_TAP_WALKS));

type Walk = { readonly template: Template; readonly seed: number };
type Planted = { readonly id: string; readonly head: AuditHead };

let server: DipperServer;
let phone: Device;
let page: Page;
let planted: readonly Planted[];

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await DipperServer.ofMarchbrook();
	planted = await server.look(async (database) => {
		const audits: Planted[] = [];
		for (const [index, walk] of walks.entries()) audits.push(await plant(database, walk, index));
		return audits;
	});
	phone = new Device('phone');
	page = await phone.open();
	await signIn(page, server.origin, 'auditor', '/set-up');
	await new TabletPages(page, server.origin).setUp('otter weir sedge ford');
});
test.afterAll(async () => {
	await phone.throwAway();
	await server.end();
});

for (const [index, { template, seed }] of walks.entries())
	test(`${template.id} comes to its end on a phone at the grade worked out by hand (seed ${seed})`, async () => {
		const { id, head } = must(planted[index], 'its audit');
		const chance = new Chance(seed);
		const { entered } = await walkOn({ page, origin: server.origin, auditId: id, head, template, today, chance });
		const kept = await server.look((database) => auditInStore(database, id, template));
		expect(Object.fromEntries([...kept.answers].map(([key, { value }]) => [key, value]))).toEqual(
			Object.fromEntries(entered.answers)
		);
		expect(progressOf(kept, head.auditor).next, 'nothing is left to judge').toBeNull();
		const byHand = gradeByHand({
			...{ template, facts: kept.head.case, openAlerts: kept.head.openAlerts, on: today, answers: entered.answers },
			grades: new Map([...entered.grades].map(([section, { grade }]) => [section, grade]))
		});
		expect(suggestionFor(kept, head.auditor, today).suggested).toBe(byHand);
		expect(kept.head.state).toBe('submitted');
	});

async function walkOn(given: ConstructorParameters<typeof TapThrough>[0]): Promise<TapThrough> {
	const walk = new TapThrough(given);
	await phone.goesOffline();
	await walk.fromFirstToLast();
	await phone.comesBack();
	await new TabletPages(page, server.origin).sendsAll();
	return walk;
}

/** Two of the short and themed sets: a Child Journey takes minutes, and the journey answers one whole. */
function share(): Walk[] {
	const chance = new Chance(from);
	const short = all.filter(({ family }) => family !== 'child-journey');
	return [chance.pick(short), chance.pick(short)].map((template, index) => ({ template, seed: from + index }));
}

/** Each template at least once, and so many walks in all. */
function everyOne(count: number): Walk[] {
	return Array.from({ length: Math.max(count, all.length) }, (_, index) => ({
		template: must(all[index % all.length], 'a template'),
		seed: from + index
	}));
}

/** An audit of this template for the demo's auditor, about a child drawn by the seed. */
async function plant(database: Database, { template, seed }: Walk, index: number): Promise<Planted> {
	const chance = new Chance(seed);
	const { id: auditor } = await database.db
		.selectFrom('person')
		.select('id')
		.where('username', '=', 'auditor@demo.example')
		.executeTakeFirstOrThrow();
	const team = await database.db.selectFrom('team').select(['id', 'service_id']).executeTakeFirstOrThrow();
	const id = crypto.randomUUID();
	const facts = { stage: chance.pick(stages), ageBand: chance.pick(ageBands) };
	const head: AuditHead = {
		...anAudit().head,
		...{
			state: 'allocated',
			auditor,
			worker: null,
			dueOn: addDays(today, 10),
			team: team.id,
			service: team.service_id
		},
		template: { id: template.id, ver: template.version },
		caseRef: `9X-${700_000 + index}`,
		case: { ...anAudit().head.case, ...facts, disability: chance.pick([true, false, null]) }
	};
	const record = { ...anAudit(), record: { kind: 'audit' as const, id }, head };
	await database.transaction((trx) => insertRecord(trx, record, Date.now()));
	return { id, head };
}
