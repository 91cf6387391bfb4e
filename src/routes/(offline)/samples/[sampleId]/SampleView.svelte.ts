import { SampleSession } from '#lib/device/session/SampleSession.svelte.ts';
import type { AuditListing, Tablet } from '#lib/device/session/Tablet.svelte.ts';
import { summariseSample, type SampleSummary } from '#lib/domain/audits/summariseSample.ts';
import type { Audit } from '#lib/domain/audits/readAudit.ts';
import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import { forwardingAnswers } from '#lib/domain/sampling/putForward.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Question, Template } from '#lib/domain/templates/Template.ts';

export type ActShown = {
	readonly question: Question;
	readonly value: AnswerValue | null;
	readonly caseRefs: readonly string[];
};

/** An open sample as its page looks at it: its children's audits, and the last thing done to them. */
export class SampleView {
	readonly #tablet: Tablet;
	readonly #listings: () => readonly AuditListing[];
	#session = $state.raw<SampleSession | null>(null);
	#undone = $state<number | null>(null);
	#latest = 0;

	constructor(tablet: Tablet, listings: () => readonly AuditListing[]) {
		this.#tablet = tablet;
		this.#listings = listings;
	}

	/** Opens the children, and opens them anew when others came or went. */
	async open(): Promise<void> {
		const asked = ++this.#latest;
		const before = this.#session;
		const session = await SampleSession.open(
			this.#tablet,
			this.#listings().map(({ id }) => id)
		);
		if (asked !== this.#latest) return session?.stop();
		this.#session = session;
		before?.stop();
	}

	close(): void {
		this.#latest += 1;
		this.#session?.stop();
	}

	auditOf(id: string): Audit | null {
		return this.#session?.auditOf(id) ?? null;
	}

	async answer(children: readonly string[], question: string, value: AnswerValue | null): Promise<void> {
		this.#undone = null;
		await this.#session?.answer(children, question, value);
	}

	async undo(): Promise<void> {
		const session = this.#session;
		if (session === null || session.last === null) return;
		this.#undone = (await session.undo()).length;
	}

	get undone(): number | null {
		return this.#undone;
	}

	actShown(questions: readonly Question[]): ActShown | null {
		const act = this.#session?.last ?? null;
		const question = questions.find(({ id }) => id === act?.question);
		if (act === null || question === undefined) return null;
		const given = act.before.map(({ audit }) => audit);
		const caseRefs = this.#listings()
			.filter(({ id }) => given.includes(id))
			.map(({ head }) => head.caseRef);
		return { question, value: act.value, caseRefs };
	}

	/** Case numbers of the children that are done and were put forward for a full audit. */
	putForward(): readonly string[] {
		const isForwarded = (audit: Audit) =>
			audit.head.state === 'submitted' &&
			forwardingAnswers.some(({ question, value }) => audit.answers.get(question)?.value === value);
		return this.#listings().flatMap(({ id, head }) => {
			const audit = this.auditOf(id);
			return audit !== null && isForwarded(audit) ? [head.caseRef] : [];
		});
	}

	/** What those that are done show. */
	summary(template: Template, today: Day): SampleSummary {
		const audits = this.#listings().flatMap(({ id }) => this.auditOf(id) ?? []);
		return summariseSample(
			audits.filter(({ head }) => head.state === 'submitted'),
			template,
			today
		);
	}
}
