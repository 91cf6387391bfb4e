import { describe, expect, test } from 'vitest';
import { workingDaysBetween } from '#lib/domain/calendar/workingDays.ts';
import type { ActionRecord, AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { readAnnexA } from '#lib/domain/frames/readAnnexA.ts';
import { drawsAgain } from '#lib/domain/sampling/replaceCase.ts';
import { addDays, dayInEngland, type Day } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import type { NameTies } from '../frames/nameTies.ts';
import { Chance } from './annexA/Chance.ts';
import { annexASheets } from './annexAWorkbook.ts';
import { inventPast, pastMonths, type Past } from './inventPast.ts';
import { inventCouncil, type InventedCouncil } from './marchbrook.ts';

const templates = shippedTemplates();

/** A council's past as the demo has it, with fewer children. */
function aPast({ seed = 'marchbrook', today = '2026-11-22' as Day, children = 5000 } = {}) {
	const council = inventCouncil(new Chance(seed), today);
	const takenOn = addDays(today, -3);
	const teams = council.teams.map((team) => ({
		team: team.name,
		service: council.services.find(({ id }) => id === team.service)?.name ?? '',
		workers: council.people.filter((one) => one.team === team.id).map(({ name }) => name)
	}));
	const read = readAnnexA(annexASheets({ children, seed, asAt: takenOn, teams }).sheets, takenOn);
	if (!read.ok) throw new Error(read.problem.code);
	const frame = { id: 'frame', takenOn, importedAt: `${takenOn}T09:00:00.000Z`, source: 'x', cases: read.value.cases };
	const now = `${today}T12:00:00.000Z`;
	const chance = new Chance(`${seed}/past`);
	const past = inventPast({ council, frame, ties: tiesOf(council), templates, now, chance });
	return { council, past, today, now, cases: new Map(frame.cases.map((one) => [one.caseRef, one])) };
}

function tiesOf(council: InventedCouncil): NameTies {
	const tied = (all: readonly { id: string; name: string }[], name: string | null) => {
		const target = all.find((one) => one.name === name)?.id ?? null;
		return { target, how: target === null ? ('none' as const) : ('exact' as const) };
	};
	return {
		team: (name) => tied(council.teams, name),
		worker: (name) => tied(council.people, name),
		place(name) {
			const team = council.teams.find((one) => one.name === name);
			return { team: team?.id ?? null, service: team?.service ?? null, manager: team?.manager ?? null };
		}
	};
}

const audits = ({ book }: Past) =>
	[...book.records.values()].filter((one): one is AuditRecord => one.record.kind === 'audit');
const actions = ({ book }: Past) =>
	[...book.records.values()].filter((one): one is ActionRecord => one.record.kind === 'action');

const world = aPast();

describe('a past of six months', () => {
	test('has a sample of child journeys each month, and a dip sample of each service', () => {
		const names = world.past.samples.map(({ name }) => name);
		expect(names.filter((name) => name.startsWith('Child journeys'))).toHaveLength(pastMonths + 1);
		expect(names.filter((name) => name.startsWith('Seen and planned for'))).toHaveLength(4 * (pastMonths - 2));
		for (const theme of ['Recording and chronology', 'Changes of worker', 'Plans in ten files'])
			expect(names.filter((name) => name.startsWith(`${theme}, `))).toHaveLength(4);
		expect(names.filter((name) => name.startsWith('Plans: SMART'))).toHaveLength(1);
	});

	test('uses several of the short forms, each answered by what it asks', () => {
		const dips = audits(world.past).filter(({ head }) => head.template.id.endsWith('-dip'));
		const used = Map.groupBy(dips, ({ head }) => head.template.id);
		expect([...used.keys()].sort()).toEqual(['t07-dip', 't26-dip', 't28-dip', 't29-dip']);
		for (const [id, made] of used) {
			const asked = new RegExp(`^answer/(${id.slice(0, 3).toUpperCase()}|X)`);
			const answers = made.flatMap(({ fields }) => [...fields.keys()].filter((key) => key.startsWith('answer/')));
			expect(answers.length, id).toBeGreaterThan(made.length);
			expect(answers.filter((key) => !asked.test(key))).toEqual([]);
		}
	});

	test('has an audit for every case drawn, and no other', () => {
		const made = new Set(audits(world.past).map(({ record }) => record.id));
		const drawn = world.past.samples.flatMap(({ sample, audits: of }) =>
			sample.drawn.map(({ caseRef }) => must(of.get(caseRef), caseRef))
		);
		expect(new Set(drawn)).toEqual(made);
		expect(drawn).toHaveLength(made.size);
	});

	test('looks at no child twice within a year', () => {
		const refs = audits(world.past).map(({ head }) => head.caseRef);
		expect(new Set(refs).size).toBe(refs.length);
	});

	test('can draw each of its samples again, each from a caseload that was there on its day', () => {
		for (const { sample } of world.past.samples) {
			expect(drawsAgain(sample)).toBe(true);
			expect(sample.frame.takenOn <= sample.drawnAt.slice(0, 10)).toBe(true);
			expect(sample.frame.importedAt <= sample.drawnAt).toBe(true);
		}
	});

	test('gives nobody a child of their own team, or one they manage', () => {
		const { council } = world;
		for (const { head } of audits(world.past)) {
			const person = must(
				council.people.find(({ id }) => id === head.auditor),
				head.auditor
			);
			if (head.sampleName?.startsWith('Seen and planned for') === true) continue;
			const team = council.teams.find(({ id }) => id === head.team);
			if (team === undefined) continue;
			expect(person.team).not.toBe(team.id);
			expect(team.manager).not.toBe(person.id);
		}
	});

	test('has nothing in it that is still to come', () => {
		for (const { at } of world.past.book.acts) expect(at <= world.now).toBe(true);
		for (const { record } of world.past.book.records.values())
			expect(dayInEngland(world.past.book.createdAt(record)) <= world.today).toBe(true);
	});

	test('is nearly done with the months gone by, and not with this one', () => {
		const cutoff = addDays(world.today, -35);
		const share = (of: AuditRecord[]) => of.filter(({ head }) => head.state === 'submitted').length / of.length;
		const old = audits(world.past).filter(({ record }) => dayInEngland(world.past.book.createdAt(record)) < cutoff);
		const recent = audits(world.past).filter(
			({ record }) => dayInEngland(world.past.book.createdAt(record)) >= addDays(world.today, -12)
		);
		expect(share(old)).toBeGreaterThan(0.9);
		expect(share(recent)).toBeLessThan(0.7);
		expect(recent.some(({ head }) => head.state === 'allocated')).toBe(true);
	});

	test('gives each audit three to four working weeks', () => {
		for (const { record, head } of audits(world.past)) {
			const { days } = workingDaysBetween(dayInEngland(world.past.book.createdAt(record)), head.dueOn);
			expect(days).toBeGreaterThanOrEqual(14);
			expect(days).toBeLessThanOrEqual(20);
		}
	});

	test('uses for each child the variant of the child journey that fits their stage', () => {
		const stages = new Map(
			audits(world.past)
				.filter(({ head }) => head.sampleName?.startsWith('Child journeys') === true)
				.map(({ head }) => [head.case.stage, head.template.id])
		);
		expect(Object.fromEntries(stages)).toEqual({
			'child-in-need': 'cj-cin',
			'child-protection': 'cj-cp',
			'looked-after': 'cj-cla'
		});
	});

	test('has no action verified or done by the wrong person', () => {
		for (const { person, change } of world.past.book.acts) {
			if (change.record.kind !== 'action') continue;
			const { head } = world.past.book.action(change.record.id);
			if (change.name === 'action.verify') expect(person).not.toBe(head.owner);
			if (change.name === 'action.complete') expect(person).toBe(head.owner);
		}
		expect(actions(world.past).length).toBeGreaterThan(100);
	});

	test('has one open alert: the auditor raised it this morning and told the team manager', () => {
		const open = audits(world.past).filter(({ head }) => head.openAlerts > 0);
		expect(open).toHaveLength(1);
		const acts = world.past.book.acts.filter(({ change }) => change.name.startsWith('alert.'));
		expect(acts.map(({ change }) => change.name)).toEqual(['alert.raise', 'alert.tell']);
		expect(acts.every(({ at }) => dayInEngland(at) === world.today)).toBe(true);
	});
});

describe('whatever the day and the seed', () => {
	test.each([
		['Good Friday', '2026-04-03'],
		['the Sunday the clocks go back', '2026-10-25']
	])('the demo can be invented on %s, %s', (_, today) => {
		const made = aPast({ today });
		expect(audits(made.past).length).toBeGreaterThan(300);
		for (const { at } of made.past.book.acts) expect(at <= made.now).toBe(true);
	});

	test('the same seed on the same day has the same past', () => {
		expect(aPast().past.book.acts).toEqual(world.past.book.acts);
	});

	test('too few children to draw from are an error and no thinner past', () => {
		expect(() => aPast({ children: 400 })).toThrow('sampling.');
	});
});
