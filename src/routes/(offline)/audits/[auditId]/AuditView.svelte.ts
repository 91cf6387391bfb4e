import { createContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import { mayChange } from '#lib/domain/access/can.ts';
import { readAlertLogs, type AlertLog } from '#lib/domain/alerts/AlertLog.ts';
import { offeredActs, type AlertAct } from '#lib/domain/alerts/whoMay.ts';
import { progressOf, type AuditProgress } from '#lib/domain/audits/progress.ts';
import type { Audit } from '#lib/domain/audits/readAudit.ts';
import { checkAudit, type Gap } from '#lib/domain/audits/checkAudit.ts';
import type { CaseFacts } from '#lib/domain/changes/RecordState.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import type { AuditSession } from '#lib/device/session/AuditSession.svelte.ts';
import type { Tablet } from '#lib/device/session/Tablet.svelte.ts';
import { noGivenNames, type GivenNames } from '#lib/domain/nameGuard/GivenNames.ts';
import type { KnownNames } from '#lib/ui/question/knownOf.ts';
import { loadGivenNames } from '#lib/ui/question/nameBook.ts';
import { keepSame } from './keepSame.ts';
import { placeOfKey, type Place } from './places.ts';
import type { CurrentDay } from '../../CurrentDay.svelte.ts';

/** One open audit as its pages look at it: the session, how far it is, and what this person left for later. */
export class AuditView {
	readonly session: AuditSession;
	readonly tablet: Tablet;
	readonly #day: CurrentDay;
	/** Sections left at least once: only there is what is missing said beside the question. */
	readonly #left = new SvelteSet<string>();
	/** Questions whose alert "only you can tell" was answered with no, while this audit is open. */
	readonly #notSo = new SvelteSet<string>();

	/** What names in notes are known by, once it is here. */
	#givenNames = $state.raw<GivenNames>(noGivenNames);

	readonly #keepCase = keepSame<CaseFacts>();
	readonly #keepAlerts = keepSame<Audit['alerts']>();
	readonly #keepActions = keepSame<Audit['actions']>();
	readonly #keepRelied = keepSame<Audit['relied']>();
	readonly #keepConflicts = keepSame<AuditSession['conflicts']>();
	readonly #keepNames = keepSame<KnownNames>();

	readonly audit: Audit = $derived.by(() => this.session.audit);
	/** Apart from the audit, so that an answer leaves alone whatever hangs on these. */
	readonly alerts: Audit['alerts'] = $derived.by(() => this.#keepAlerts(this.audit.alerts));
	/** Each alert with the whole of its log, the pathway's too. */
	readonly alertLogs: readonly AlertLog[] = $derived.by(() => readAlertLogs(this.session.record.fields));
	readonly actions: Audit['actions'] = $derived.by(() => this.#keepActions(this.audit.actions));
	readonly relied: Audit['relied'] = $derived.by(() => this.#keepRelied(this.audit.relied));
	readonly conflicts: AuditSession['conflicts'] = $derived.by(() => this.#keepConflicts(this.session.conflicts));
	readonly template: Template = $derived.by(() => this.session.template);
	readonly caseFacts: CaseFacts = $derived.by(() => this.#keepCase(this.audit.head.case));
	readonly caseRef: string = $derived.by(() => this.audit.head.caseRef);
	/** In whose eyes progress is counted: the auditor's, whoever reads. */
	readonly grader: PersonId = $derived.by(() => this.audit.head.auditor);
	readonly progress: AuditProgress = $derived.by(() => progressOf(this.audit, this.grader));
	readonly #teamName: string = $derived.by(() => this.tablet.teamName(this.audit.head.team));
	readonly #workerName: string = $derived.by(
		() => this.tablet.personName(this.audit.head.worker) || (this.audit.head.workerName ?? '')
	);
	readonly names: KnownNames = $derived.by(() => this.#keepNames({ team: this.#teamName, worker: this.#workerName }));
	readonly isMine: boolean = $derived.by(() => this.#may('answer.set'));
	/** What was submitted is read until it is taken back; an audit of someone else's is always read. */
	readonly isRead: boolean = $derived.by(() => this.audit.submission !== null || !this.isMine);
	readonly mayTakeBack: boolean = $derived.by(() => this.audit.submission !== null && this.#may('audit.withdraw'));

	constructor(session: AuditSession, tablet: Tablet, day: CurrentDay) {
		this.session = session;
		this.tablet = tablet;
		this.#day = day;
	}

	get id(): string {
		return this.session.id;
	}

	get today(): Day {
		return this.#day.today;
	}

	get now(): string {
		return this.#day.now;
	}

	get home(): string {
		return `/audits/${this.id}`;
	}

	/** What this person could do now about an alert. */
	alertActs(log: AlertLog): readonly AlertAct[] {
		const person = this.tablet.currentPerson;
		return person !== null && this.#may('alert.record') ? offeredActs(person, this.audit.head, log) : [];
	}

	/** Worked out when asked for: it reads every note for names. */
	gaps(): readonly Gap[] {
		return checkAudit(this.audit, this.grader, this.today, this.#givenNames);
	}

	/** For a page that says of notes that nothing was seen in them: `gaps` follows by itself. */
	async bringNames(): Promise<void> {
		this.#givenNames = await loadGivenNames();
	}
	get givenNames(): GivenNames {
		return this.#givenNames;
	}

	sectionHref(section: string, key?: string): string {
		return `${this.home}/${section}${key === undefined ? '' : `#${key}`}`;
	}

	/** Where to carry on; the section's grade stands under `<section>.G`. */
	hrefOf(next: { readonly section: string; readonly question: string }): string {
		return this.sectionHref(next.section, next.question === 'grade' ? `${next.section}.G` : next.question);
	}

	/** Where a key stands; the task list's first section where it is not known. */
	placeOf(key: string): Place {
		return placeOfKey(this.template, key) ?? { section: this.template.sections[0]?.id ?? '', question: key };
	}

	leave(section: string): void {
		this.#left.add(section);
	}

	wasLeft(section: string): boolean {
		return this.#left.has(section);
	}

	isNotSo(question: string): boolean {
		return this.#notSo.has(question);
	}

	sayNotSo(question: string): void {
		this.#notSo.add(question);
	}

	#may(name: string): boolean {
		const person = this.tablet.currentPerson;
		return person !== null && mayChange(person, name, this.session.record, this.today);
	}
}

export const [getAuditView, setAuditView] = createContext<() => AuditView>();
