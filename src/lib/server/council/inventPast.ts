import type { Person } from '#lib/domain/access/Person.ts';
import { addMonths } from '#lib/domain/calendar/months.ts';
import { addWorkingDays, workingDaysBetween } from '#lib/domain/calendar/workingDays.ts';
import type { AuditHead, AuditRecord } from '#lib/domain/changes/RecordState.ts';
import type { FrameCase, SamplingFrame } from '#lib/domain/frames/SamplingFrame.ts';
import type { CaseStanding } from '#lib/domain/sampling/eligibleCases.ts';
import { drawSample } from '#lib/domain/sampling/drawSample.ts';
import type { Sample } from '#lib/domain/sampling/Sample.ts';
import type { SamplingRule } from '#lib/domain/sampling/SamplingRule.ts';
import { makeSeed } from '#lib/domain/sampling/seed.ts';
import { addDays, dayInEngland, type Day, type Instant } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import { variantFor } from '#lib/domain/templates/variantFor.ts';
import { newAudit } from '../audits/newAudit.ts';
import type { NameTies } from '../frames/nameTies.ts';
import type { KeptSample } from '../samples/samples.repository.ts';
import type { Chance } from './annexA/Chance.ts';
import { CouncilBook } from './CouncilBook.ts';
import { demoDomain, type DemoSignIn, type InventedCouncil, type InventedPerson } from './marchbrook.ts';
import { inventedActions } from './inventedWords.ts';
import { liveOn } from './PastAction.ts';
import { liveThrough } from './PastAudit.ts';
import { childJourneyRule, dipOf, dipRule, plansRule } from './pastSamples.ts';

/** A sample as it was drawn and kept, with the audits made from it as they come. */
export type PastSample = Omit<KeptSample, 'cases'> & { readonly audits: Map<string, string> };
export type Past = { readonly book: CouncilBook; readonly samples: readonly PastSample[] };

type Invent = {
	readonly council: InventedCouncil;
	readonly frame: SamplingFrame;
	readonly ties: NameTies;
	readonly templates: readonly Template[];
	readonly now: Instant;
	readonly chance: Chance;
};

/** How many months of audits lie behind the demo; the one that is going on comes on top. */
export const pastMonths = 6;

/** Six months of a council's auditing and the month that is going on, lived through the real rules. */
export function inventPast(invent: Invent): Past {
	return new PastMaker(invent).make();
}

class PastMaker {
	readonly #given: Invent;
	readonly #book: CouncilBook;
	readonly #samples: PastSample[] = [];
	readonly #today: Day;
	readonly #standings = new Map<string, CaseStanding>();
	readonly #cases: ReadonlyMap<string, FrameCase>;
	readonly #quality: ReadonlyMap<string, number>;
	readonly #published: ReadonlySet<string>;
	#turn = 0;

	constructor(given: Invent) {
		this.#given = given;
		this.#published = new Set(given.templates.map((template) => template.id));
		this.#book = new CouncilBook(given.chance.for('changes'));
		this.#today = dayInEngland(given.now);
		this.#cases = new Map(given.frame.cases.map((one) => [one.caseRef, one]));
		const chance = given.chance.for('quality');
		this.#quality = new Map(given.council.teams.map((team) => [team.id, 0.42 + chance.next() * 0.3]));
	}

	make(): Past {
		for (let back = pastMonths; back >= 0; back -= 1) this.#month(back);
		this.#alert();
		this.#lately();
		return { book: this.#book, samples: this.#samples };
	}

	#month(back: number): void {
		const begins = back === 0 ? addWorkingDays(this.#today, -6).on : firstWorkingDay(addMonths(this.#today, -back));
		const due = back === 0 ? addWorkingDays(this.#today, 9).on : addWorkingDays(begins, 18).on;
		const title = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(
			new Date(`${begins}T12:00:00Z`)
		);
		this.#childJourneys(`Child journeys, ${title}`, begins, due, back);
		if (back === 3) this.#themed('Plans: SMART and outcome focused', begins, due);
		for (const service of this.#given.council.services)
			this.#dip(service, `${dipOf(back).name}, ${title}`, begins, due, back);
	}

	#childJourneys(name: string, begins: Day, due: Day, back: number): void {
		const size =
			back === 0
				? { 'child-in-need': 5, 'child-protection': 8, 'looked-after': 5 }
				: { 'child-in-need': 10, 'child-protection': 10, 'looked-after': 8 };
		const sample = this.#draw(childJourneyRule(size), begins, this.#person('qa'));
		const core = this.#template('cj');
		const kept = this.#keep(name, core, sample);
		const pool = this.#auditors();
		const firsts = back === 0 ? this.#firsts() : [];
		for (const { caseRef } of sample.drawn) {
			const one = this.#case(caseRef);
			const template = this.#template(variantFor(core.id, one.stage, this.#published));
			const own = firsts.findIndex((first) => first.stage === one.stage && this.#mayTake(first.auditor, one));
			const first = own < 0 ? undefined : firsts.splice(own, 1)[0];
			const auditor = first?.auditor ?? this.#nextAuditor(pool, one);
			this.#audit({ kept, one, template, auditor, begins, due, progress: first?.progress ?? this.#progress(back) });
		}
	}

	/** One child is on somebody's mind today: the auditor has raised it and told the team manager. */
	#alert(): void {
		const auditor = this.#person('auditor');
		const audits = [...this.#book.records.values()].filter(
			(record): record is AuditRecord => record.record.kind === 'audit'
		);
		const begun = audits.find(({ head }) => head.auditor === auditor.id && head.state === 'begun');
		if (begun === undefined) return;
		const id = this.#given.chance.for('alert').uuid();
		const team = this.#given.council.teams.find((known) => known.id === begun.head.team);
		const whom = team === undefined ? 'The team manager' : this.#byId(team.manager).name;
		const template = this.#template(begun.head.template.id);
		const act = (minutesAgo: number, name: string, args: object) =>
			this.#book.act(
				begun.record,
				auditor,
				new Date(Date.parse(this.#given.now) - minutesAgo * 60_000).toISOString(),
				name,
				args,
				template
			);
		act(190, 'alert.raise', {
			id,
			question: 'CJ1.2',
			concern: 'The plan does not say who acts if the father returns tonight.'
		});
		act(178, 'alert.tell', { id, whom, how: 'phone' });
	}

	/** In the last days Riverside's latest audits were looked at again, and three actions came of it that nobody has done yet. */
	#lately(): void {
		const riverside = this.#given.council.teams.find((team) => team.name === 'Riverside');
		const audits = [...this.#book.records.values()]
			.filter((record): record is AuditRecord => record.record.kind === 'audit')
			.filter(({ head }) => head.team === riverside?.id && head.state === 'submitted')
			.sort((one, other) => ((one.head.submittedAt ?? '') < (other.head.submittedAt ?? '') ? 1 : -1));
		const wanted = [
			['tm.north', 'CJ2'],
			['worker', 'CJ6'],
			['tm.north', 'CJ3']
		] as const;
		wanted.forEach(([owner, section], at) => {
			const audit = audits[at];
			if (audit === undefined) return;
			const chance = this.#given.chance.for(`lately ${at}`);
			const [finding, what, difference] = chance.pick(inventedActions[section] ?? []);
			const dueOn = addWorkingDays(this.#today, 4 + at * 3).on;
			const args = {
				id: chance.uuid(),
				level: 'child',
				finding,
				what,
				difference,
				owner: this.#person(owner).id,
				dueOn
			};
			const when = `${addWorkingDays(this.#today, -3 - at).on}T15:20:00.000Z`;
			this.#book.act(audit.record, this.#byId(audit.head.auditor), when, 'action.raise', args, null);
		});
	}

	/** What waits for the people who sign in to the demo, this month. */
	#firsts() {
		const first = (who: DemoSignIn, stage: FrameCase['stage'], progress: number) => ({
			auditor: this.#person(who),
			stage,
			progress
		});
		return [
			first('auditor', 'child-protection', 0.33),
			first('auditor', 'child-protection', 0),
			first('auditor', 'looked-after', 0),
			first('guest', 'child-in-need', 0),
			first('moderator', 'child-protection', 0),
			first('tm.south', 'child-protection', 0),
			first('tm.north', 'child-in-need', 0.15)
		];
	}

	#themed(name: string, begins: Day, due: Day): void {
		const template = this.#template('t07');
		const sample = this.#draw(plansRule, addDays(begins, 2), this.#person('qa'));
		const kept = this.#keep(name, template, sample);
		const chairs = this.#auditors().filter((person) => person.team === null);
		for (const { caseRef } of sample.drawn) {
			const one = this.#case(caseRef);
			this.#audit({ kept, one, template, auditor: this.#nextAuditor(chairs, one), begins, due, progress: 1 });
		}
	}

	#dip(service: InventedCouncil['services'][number], name: string, begins: Day, due: Day, back: number): void {
		const manager = this.#serviceManager(service.id);
		const teams = this.#given.council.teams.filter((team) => team.service === service.id).map((team) => team.name);
		const rule = dipRule(teams);
		const sample = this.#draw(rule, addDays(begins, 1), manager);
		const template = this.#template(dipOf(back).template);
		const kept = this.#keep(back === 0 ? name : `${name}: ${service.name}`, template, sample);
		const isOwn = manager.username === `sm@${demoDomain}`;
		sample.drawn.forEach(({ caseRef }, at) => {
			const current = isOwn ? [1, 1, 0.4][at] : [1, 1, 1, 1, 0.5][at];
			const progress = back === 0 ? (current ?? 0) : 1;
			this.#audit({ kept, one: this.#case(caseRef), template, auditor: manager, begins, due, progress });
		});
	}

	#audit(plan: {
		kept: PastSample;
		one: FrameCase;
		template: Template;
		auditor: InventedPerson;
		begins: Day;
		due: Day;
		progress: number;
	}): void {
		const { one, template, auditor } = plan;
		const chance = this.#given.chance.for(`audit ${plan.kept.id} ${one.caseRef}`);
		const id = chance.uuid();
		const wish = { auditor: auditor.id, dueOn: plan.due, template: refOf(template) };
		const record = newAudit(id, { ...plan.kept, cases: [] }, one, this.#given.ties, wish);
		this.#book.begin(record, morning(plan.begins));
		plan.kept.audits.set(one.caseRef, id);
		this.#standings.set(one.caseRef, { lastAuditedOn: plan.begins });
		const owners = this.#owners(record.head);
		const quality =
			(this.#quality.get(record.head.team ?? '') ?? 0.55) + (chance.next() - 0.5) * 0.45 + this.#trend(plan.begins);
		const beginsAt = this.#sitsDown(plan.begins, chance);
		const actions = liveThrough(
			this.#book,
			{ record, template, auditor, quality, beginsAt, progress: plan.progress, owners },
			chance
		);
		for (const action of actions) this.#action(action, chance);
	}

	#action(id: string, chance: Chance): void {
		const { head } = this.#book.action(id);
		const serviceManager = this.#serviceManager(head.service ?? '');
		const owner = this.#byId(head.owner);
		const asked = head.verifier === null ? null : this.#byId(head.verifier);
		const verifier = asked ?? (serviceManager.id === owner.id ? this.#person('qa') : serviceManager);
		const deciding = serviceManager.id === owner.id ? this.#person('qa') : serviceManager;
		liveOn(this.#book, id, { owner, verifier, serviceManager: deciding }, this.#given.now, chance);
	}

	#draw(rule: SamplingRule, on: Day, by: Person): Sample {
		const seed = makeSeed(this.#given.chance.for(`seed ${on} ${this.#samples.length}`).whole(0, 2 ** 31));
		const drawn = drawSample(frameAsOf(this.#given.frame, on), rule, seed, {
			standings: this.#standings,
			by: by.id,
			at: morning(on)
		});
		if (!drawn.ok) throw new Error(`${drawn.problem.code} ${JSON.stringify(drawn.problem.facts ?? {})}`);
		return drawn.value;
	}

	#keep(name: string, template: Template, sample: Sample): PastSample {
		const id = this.#given.chance.for(`sample ${this.#samples.length}`).uuid();
		const kept: PastSample = { id, name, template: refOf(template), state: 'allocated', sample, audits: new Map() };
		this.#samples.push(kept);
		return kept;
	}

	/** Takes turns, past those who know the case: its worker's manager, or the service's. */
	#nextAuditor(pool: readonly InventedPerson[], one: FrameCase): InventedPerson {
		for (let tries = 0; tries < pool.length; tries += 1) {
			this.#turn += 1;
			const next = must(pool[this.#turn % pool.length], 'an auditor');
			if (this.#mayTake(next, one)) return next;
		}
		return this.#person('auditor');
	}

	#mayTake(person: InventedPerson, one: FrameCase): boolean {
		const team = this.#given.council.teams.find((known) => known.name === one.team);
		if (team === undefined) return true;
		const manages = person.grants.some((grant) => grant.scope.kind === 'service' && grant.scope.id === team.service);
		return person.team !== team.id && team.manager !== person.id && !manages;
	}

	#auditors(): InventedPerson[] {
		const away = ['guest', 'qa', 'board', 'admin', 'moderator'].map((name) => `${name}@${demoDomain}`);
		return this.#given.council.people.filter(
			(person) => person.grants.some((grant) => grant.role === 'auditor') && !away.includes(person.username)
		);
	}

	#owners(head: AuditHead): InventedPerson[] {
		const team = this.#given.council.teams.find((known) => known.id === head.team);
		const manager = team === undefined ? null : this.#byId(team.manager);
		const worker = head.worker === null ? null : this.#byId(head.worker);
		const known = [manager, manager, worker].filter((person) => person !== null);
		return known.length > 0 ? known : [this.#person('sm')];
	}

	/** How far audits of a month have come: of past months nearly all; of this one about a third. */
	#progress(back: number): number {
		const chance = this.#given.chance.for(`progress ${this.#turn} ${back}`);
		if (back > 0) return chance.happens(back === 1 ? 0.9 : 0.97) ? 1 : 0.7;
		return chance.weighted([
			[1, 4],
			[0.5, 2],
			[0, 4]
		]);
	}

	/** Within the weeks an audit has, on a working day, and never in the future. */
	#sitsDown(begins: Day, chance: Chance): Instant {
		const gone = Math.max(0, Math.min(15, workingDaysBetween(begins, this.#today).days - 1));
		const day = addWorkingDays(begins, chance.whole(0, gone)).on;
		return new Date(Date.parse(`${day}T00:00:00.000Z`) + chance.whole(9 * 60, 14 * 60) * 60_000).toISOString();
	}

	/** Practice gets a little better, as councils hope. */
	#trend(on: Day): number {
		return 0.012 * (pastMonths - Math.max(0, Math.round((Date.parse(this.#today) - Date.parse(on)) / 2_629_800_000)));
	}

	#serviceManager(service: string): InventedPerson {
		const found = this.#given.council.people.find((person) =>
			person.grants.some(
				({ role, scope }) => role === 'service-manager' && scope.kind === 'service' && scope.id === service
			)
		);
		return found ?? this.#person('sm');
	}

	#person(username: DemoSignIn): InventedPerson {
		return must(
			this.#given.council.people.find((person) => person.username === `${username}@${demoDomain}`),
			username
		);
	}

	#byId(id: string): InventedPerson {
		return must(
			this.#given.council.people.find((person) => person.id === id),
			id
		);
	}

	#case(caseRef: string): FrameCase {
		return must(this.#cases.get(caseRef), caseRef);
	}

	#template(id: string): Template {
		return must(
			this.#given.templates.find((template) => template.id === id),
			id
		);
	}
}

function firstWorkingDay(on: Day): Day {
	return addWorkingDays(`${on.slice(0, 8)}01`, 1).on;
}

function refOf({ id, version }: Template) {
	return { id, ver: version };
}

/** A sample drawn before today's caseload was taken says that it was drawn from one of three days before. */
function frameAsOf(frame: SamplingFrame, on: Day): SamplingFrame {
	const takenOn = addDays(on, -3);
	return takenOn >= frame.takenOn ? frame : { ...frame, takenOn, importedAt: morning(takenOn) };
}

function morning(day: Day): Instant {
	return `${day}T09:00:00.000Z`;
}
