import type { AuditListing } from '#lib/device/session/Tablet.svelte.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import { rightOfReply } from '#lib/domain/voices/rightOfReply.ts';

export type DipSample = {
	readonly id: string;
	readonly name: string;
	readonly all: number;
	readonly done: number;
	readonly begun: number;
	readonly teams: readonly string[];
	readonly dueOn: string;
};

/** A child of a dip sample is looked at in its grid, not on a task list of its own. */
export function isDip({ head }: AuditListing): boolean {
	return head.sample !== undefined && head.template.id.endsWith('-dip');
}

/** This person's audits that are not submitted, the soonest due first; begun before not begun on the same day. */
export function toDo(listings: readonly AuditListing[], me: PersonId): AuditListing[] {
	return listings
		.filter((one) => one.head.auditor === me && one.head.state !== 'submitted' && !isDip(one))
		.sort(bySoonest);
}

/** The one to carry on with: begun, and due soonest. */
export function carryOn(listings: readonly AuditListing[], me: PersonId): AuditListing | null {
	return toDo(listings, me).find((one) => one.head.state === 'begun') ?? null;
}

export function submitted(listings: readonly AuditListing[], me: PersonId): AuditListing[] {
	return listings
		.filter((one) => one.head.auditor === me && one.head.state === 'submitted' && !isDip(one))
		.sort((one, other) => ((one.head.submittedAt ?? '') < (other.head.submittedAt ?? '') ? 1 : -1));
}

/** Audits of others that this person may read: of the teams they manage. */
export function ofOthers(listings: readonly AuditListing[], me: PersonId): AuditListing[] {
	return listings.filter((one) => one.head.auditor !== me && one.head.worker !== me && !isDip(one)).sort(bySoonest);
}

/** Audits by others of this person's own cases, those of a dip sample too: a worker sees all that is written of their work. */
export function ofMyCases(listings: readonly AuditListing[], me: PersonId): AuditListing[] {
	return listings.filter((one) => one.head.worker === me && one.head.auditor !== me).sort(bySoonest);
}

/** Of those the ones whose grade is not final: the worker may still be heard. */
export function openToReply(listings: readonly AuditListing[], me: PersonId, today: Day): AuditListing[] {
	return ofMyCases(listings, me).filter(({ head }) => rightOfReply(head, today).state === 'open');
}

/** Their children together, one line for each sample. */
export function dipSamples(listings: readonly AuditListing[], me: PersonId): DipSample[] {
	const samples = new Map<string, AuditListing[]>();
	for (const one of listings) {
		const { sample } = one.head;
		if (sample === undefined || !isDip(one) || one.head.auditor !== me) continue;
		samples.set(sample, [...(samples.get(sample) ?? []), one]);
	}
	return [...samples].map(([id, items]) => ({
		id,
		name: items[0]?.head.sampleName ?? 'Dip sample',
		all: items.length,
		done: items.filter(({ head }) => head.state === 'submitted').length,
		begun: items.filter(({ head }) => head.state === 'begun').length,
		teams: [...new Set(items.map(({ head }) => head.team ?? ''))].filter((team) => team !== ''),
		dueOn: items.map(({ head }) => head.dueOn).sort()[0] ?? ''
	}));
}

function bySoonest(one: AuditListing, other: AuditListing): number {
	if (one.head.dueOn !== other.head.dueOn) return one.head.dueOn < other.head.dueOn ? -1 : 1;
	return Number(other.head.state === 'begun') - Number(one.head.state === 'begun');
}
