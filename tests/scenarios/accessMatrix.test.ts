import { expect, test } from 'vitest';
import type { Person } from '#lib/domain/access/Person.ts';
import { Refusal } from '#lib/server/Refusal.ts';
import { openSessions } from '#lib/server/auth/sessions.ts';
import { listAudits } from '#lib/server/audits/listAudits.ts';
import { readConfig } from '#lib/server/config.ts';
import { setContext } from '#lib/server/context.ts';
import { forEachDatabase } from '#lib/server/db/forEachDatabase.ts';
import { listLoops } from '#lib/server/improvement/loops.ts';
import { listParked } from '#lib/server/parked/parked.useCases.ts';
import { readHistory, readRecord } from '#lib/server/records/readRecord.ts';
import { readOverview } from '#lib/server/overview/readOverview.ts';
import { answers, as, aServer, noon, north, south } from '../fixtures/builders.ts';
import { POST as pull } from '../../src/routes/api/sync/v1/pull/+server.ts';
import { POST as push } from '../../src/routes/api/sync/v1/push/+server.ts';

/** What each person may see, written down by hand: the policy is not asked what it should answer. */
const maySee = {
	auditorNorth: ['begun', 'submitted', 'alerted', 'actionNorth', 'parkedNorth'],
	auditorSouth: ['submittedSouth', 'actionSouth', 'parkedSouth'],
	teamManagerNorth: ['submitted', 'alerted', 'actionNorth'],
	teamManagerSouth: ['submittedSouth', 'actionSouth'],
	serviceManagerNorth: ['submitted', 'alerted', 'actionNorth'],
	headOfServiceSouth: ['submittedSouth', 'actionSouth'],
	director: ['submitted', 'submittedSouth', 'alerted', 'actionNorth', 'actionSouth'],
	qaManager: [
		'begun',
		'submitted',
		'submittedSouth',
		'alerted',
		'actionNorth',
		'actionSouth',
		'parkedNorth',
		'parkedSouth'
	],
	workerNorth: ['submitted', 'actionNorth'],
	moderator: [],
	board: [],
	guest: [],
	administrator: [],
	deactivated: [],
	guestPastTheLastDay: []
} as const;
type Who = keyof typeof maySee;

const canary = (name: string) => `canary-${name}-canary`;

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const config = readConfig({});
		setContext({
			config,
			database: server.database,
			sessions: openSessions(server.database, config),
			now: () => server.clock.now
		});
		const people: Record<Who, Person> = {
			auditorNorth: await server.person([as('auditor')]),
			auditorSouth: await server.person([as('auditor')]),
			teamManagerNorth: await server.person([as('team-manager', { team: north.team })]),
			teamManagerSouth: await server.person([as('team-manager', { team: south.team })]),
			serviceManagerNorth: await server.person([as('service-manager', { service: north.service })]),
			headOfServiceSouth: await server.person([as('head-of-service', { service: south.service })]),
			director: await server.person([as('director')]),
			qaManager: await server.person([as('qa-manager')]),
			workerNorth: await server.person([as('practitioner')], { team: north.team }),
			moderator: await server.person([as('moderator')]),
			board: await server.person([as('board')]),
			guest: await server.person([as('guest')], { until: '2026-12-31' }),
			administrator: await server.person([as('administrator')]),
			deactivated: await server.person([as('qa-manager'), as('director')], { status: 'deactivated' }),
			guestPastTheLastDay: await server.person([as('guest'), as('qa-manager')], { until: '2026-03-11' })
		};
		const { auditorNorth, auditorSouth, workerNorth } = people;
		const at = new Date(noon).toISOString();
		const note = (name: string) => ({ 'note/CJ2.1': { ver: 2, value: canary(name), by: auditorNorth.id, at } });
		const audit = async (name: string, head: object) => {
			const kept = await server.audit(
				{ caseRef: `9X-${canary(name)}`, auditor: auditorNorth.id, ...north, worker: null, ...head },
				note(name)
			);
			return kept.record;
		};
		const action = async (name: string, head: object) => {
			const text = { what: canary(name), finding: canary(name), caseRef: `9X-${canary(name)}`, worker: null };
			return (await server.action({ ...text, ...head })).record;
		};
		const records = {
			begun: await audit('begun', { state: 'begun', worker: workerNorth.id }),
			submitted: await audit('submitted', { state: 'submitted', submittedAt: at, worker: workerNorth.id }),
			submittedSouth: await audit('submittedSouth', {
				...south,
				auditor: auditorSouth.id,
				state: 'submitted',
				submittedAt: at
			}),
			alerted: await audit('alerted', { state: 'begun', openAlerts: 1 }),
			actionNorth: await action('actionNorth', {
				...north,
				owner: workerNorth.id,
				raisedBy: auditorNorth.id,
				verifier: auditorNorth.id
			}),
			actionSouth: await action('actionSouth', {
				...south,
				owner: people.teamManagerSouth.id,
				raisedBy: auditorSouth.id,
				verifier: null
			})
		};
		const parked = { parkedNorth: auditorNorth, parkedSouth: auditorSouth };
		for (const [name, author] of Object.entries(parked)) {
			const tablet = await server.tablet(author);
			await tablet.sends(answers({ kind: 'audit', id: crypto.randomUUID() }, 'CJ2.1', canary(name)));
		}
		return { server, people, records };
	}

	const names = [
		'begun',
		'submitted',
		'submittedSouth',
		'alerted',
		'actionNorth',
		'actionSouth',
		'parkedNorth',
		'parkedSouth'
	] as const;

	function found(text: string): string[] {
		return names.filter((name) => text.includes(canary(name)));
	}

	async function call(endpoint: typeof push, path: string, person: Person, body: unknown): Promise<string> {
		const url = new URL(path, 'https://dipper.example');
		const headers = { origin: url.origin, 'content-type': 'application/json', 'x-dipper-client': '1' };
		const request = new Request(url, { method: 'POST', headers, body: JSON.stringify(body) });
		const answer = await endpoint({ request, url, locals: { person } });
		return `${JSON.stringify([...answer.headers])}${await answer.text()}`;
	}

	test('I8: over HTTP a pull brings each person their records and not one byte of any other', async () => {
		const { server, people, records } = await world();
		for (const [who, person] of Object.entries(people) as [Who, Person][]) {
			const tablet = await server.tablet(person);
			const have = Object.fromEntries(Object.values(records).map(({ kind, id }) => [`${kind}:${id}`, 0]));
			for (const held of [{}, have]) {
				const body = {
					proto: 1,
					epoch: tablet.state.epoch,
					clientId: tablet.clientId,
					have: held,
					seq: 1,
					limitBytes: 10_000_000
				};
				expect([who, found(await call(pull, '/api/sync/v1/pull', person, body))]).toEqual([who, [...maySee[who]]]);
			}
		}
	});

	test('I8, P8: over HTTP a push to what one may not see answers the same for what is there and what is not', async () => {
		const { server, people, records } = await world();
		const acts = (record: { kind: string; id: string }) =>
			record.kind === 'audit'
				? [
						answers(record, 'CJ2.1', 'yes', { base: 2 }),
						{ name: 'conflict.resolve', record, args: { key: 'note/CJ2.1', keep: 'value' } }
					]
				: [
						{ name: 'action.accept', record, args: {} },
						{ name: 'action.verify', record, args: 'malformed' }
					];
		for (const [who, person] of Object.entries(people) as [Who, Person][]) {
			const tablet = await server.tablet(person);
			const unseen = Object.entries(records).filter(([name]) => !maySee[who].some((seen) => seen === name));
			const results: unknown[] = [];
			for (const [, record] of unseen) {
				for (const target of [record, { ...record, id: crypto.randomUUID() }]) {
					const changes = [];
					for (const act of acts(target)) changes.push(await tablet.change(act));
					const text = await call(push, '/api/sync/v1/push', person, tablet.envelope(changes));
					expect(found(text)).toEqual([]);
					results.push(...[...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code));
				}
			}
			expect(results).toHaveLength(unseen.length * 4);
			const inactive = who === 'deactivated' || who === 'guestPastTheLastDay';
			expect([who, [...new Set(results)]]).toEqual([
				who,
				unseen.length === 0 ? [] : [inactive ? 'USER_DEACTIVATED' : 'NO_PERMISSION']
			]);
		}
	});

	test('I8: lists, counts and pages show each person theirs and nothing else', async () => {
		const { server, people, records } = await world();
		const quietly = async (work: () => Promise<unknown>): Promise<string> => {
			try {
				return JSON.stringify(await work(), (_, value: unknown) => (value instanceof Map ? [...value] : value));
			} catch (error) {
				if (error instanceof Refusal && [403, 404].includes(error.status)) return error.code;
				throw error;
			}
		};
		for (const [who, person] of Object.entries(people) as [Who, Person][]) {
			const acting = server.acting(person);
			const lists = [
				await quietly(() => listAudits(acting)),
				await quietly(() => listLoops(acting, { show: 'all' })),
				await quietly(() => listParked(acting)),
				await quietly(() => readOverview(acting))
			].join('');
			expect([who, found(lists).filter((name) => !maySee[who].some((seen) => seen === name))]).toEqual([who, []]);
			for (const [name, record] of Object.entries(records)) {
				const seen = maySee[who].some((one) => one === name);
				const page = await quietly(() => readRecord(acting, record));
				expect([who, name, found(page)]).toEqual([who, name, seen ? [name] : []]);
				if (!seen)
					expect([who, name, page, await quietly(() => readHistory(acting, record))]).toEqual([
						who,
						name,
						'NOT_FOUND',
						'NOT_FOUND'
					]);
			}
		}
	});
});
