import { mayChange } from '#lib/domain/access/can.ts';
import { dipper } from '#lib/domain/alerts/AlertLog.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { addDays, type Day } from '#lib/domain/shared/dates.ts';
import type { Said } from '#lib/domain/voices/Voice.ts';
import { countWrong, waitLeft } from '../auth/backOff.ts';
import { tooManyTries } from '../auth/signIn.ts';
import { hashToken, makeToken } from '../auth/tokens.ts';
import type { Database } from '../db/connection.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { performAsDipper } from '../records/performAsDipper.ts';
import { readRecord } from '../records/readRecord.ts';
import { notPermitted } from '../records/records.errors.ts';
import { linkGone, nothingSaid } from './feedbackLinks.errors.ts';
import {
	endLinks,
	findOpenLink,
	insertLink,
	listLinksOf,
	useLink,
	type FeedbackLink
} from './feedbackLinks.repository.ts';

/** As long as somebody is heard for (practice.md 1.10): the day it is made and fourteen more. */
export const linkDays = 14;
export type Asks = FeedbackLink['asks'];

/** A link for one use. What it is called is told once, here, and kept nowhere; an earlier one for the same is ended. */
export async function makeLink(
	acting: Acting,
	{ auditId, asks }: { readonly auditId: string; readonly asks: Asks }
): Promise<{ readonly token: string; readonly endsOn: Day }> {
	await auditToAskFor(acting, auditId);
	const { database, person, now } = acting;
	const token = makeToken();
	const endsOn = addDays(todayOf(now), linkDays);
	const id = crypto.randomUUID();
	await database.transaction(async (trx) => {
		await endLinks(trx, { audit: auditId, asks }, now);
		const link = { id, token_hash: hashToken(token), audit_id: auditId, asks, made_by: person.id, made_at: now };
		await insertLink(trx, { ...link, ends_on: endsOn, used_at: null, ended_at: null });
		await logOfficeAct(trx, acting, 'link.make', { id, audit: auditId, asks, endsOn });
	});
	return { token, endsOn };
}

export async function callBackLink(acting: Acting, auditId: string, id: string): Promise<void> {
	await auditToAskFor(acting, auditId);
	await acting.database.transaction(async (trx) => {
		await endLinks(trx, { audit: auditId, id }, acting.now);
		await logOfficeAct(trx, acting, 'link.end', { id, audit: auditId });
	});
}

/** What became of each link of an audit, the newest first; of what they are called nothing is known. */
export async function seeLinks(
	acting: Acting,
	auditId: string
): Promise<{ audit: AuditRecord; links: FeedbackLink[] }> {
	const audit = await auditToAskFor(acting, auditId);
	return { audit, links: await listLinksOf(acting.database.db, auditId) };
}

async function auditToAskFor(acting: Acting, id: string): Promise<AuditRecord> {
	const { person, now } = acting;
	const audit = (await readRecord(acting, { kind: 'audit', id })) as AuditRecord;
	if (!mayChange(person, 'feedback.attempt', audit, todayOf(now))) throw notPermitted();
	return audit;
}

/** Somebody without a sign-in, at an address, with what may be a link. */
export type Caller = {
	readonly database: Database;
	readonly token: string;
	readonly address: string;
	readonly now: number;
};

/** Which questions a link asks, and until when; nothing of whom they are about leaves here. */
export async function openLink(caller: Caller): Promise<{ readonly asks: Asks; readonly endsOn: Day }> {
	const { asks, ends_on: endsOn } = await linkFor(caller);
	return { asks, endsOn };
}

/** What they wrote goes into the audit under the server's name, and the link is used: both, or neither. */
export async function sendIn(caller: Caller, words: { readonly said: readonly Said[]; readonly text: string }) {
	const { database, now } = caller;
	const link = await linkFor(caller);
	if (words.said.length === 0 && words.text === '') throw nothingSaid();
	await database.transaction(async (trx) => {
		if (!(await useLink(trx, link.id, now))) throw linkGone();
		const args = { id: link.id, from: link.asks, ...words, how: 'form' };
		const record = { kind: 'audit', id: link.audit_id } as const;
		await performAsDipper(trx, { database, person: theOffice, now }, { record, name: 'feedback.add', args });
	});
}

/** Whoever made the link may have left meanwhile: what a parent wrote is let in by the council, not by them. */
const theOffice: Person = {
	...{ id: dipper, username: dipper, name: dipper, team: null, status: 'active', until: null, permVer: 1 },
	grants: [{ role: 'qa-manager', scope: { kind: 'council' } }]
};

const tokenShape = /^[A-Za-z0-9_-]{43}$/;

/** Guesses from one address wait longer and longer, as wrong passwords do. What is no token at all is no guess. */
async function linkFor({ database: { db }, token, address, now }: Caller): Promise<FeedbackLink> {
	if (!tokenShape.test(token)) throw linkGone();
	const guesser = `link ${address}`;
	const wait = await waitLeft(db, guesser, address, now);
	if (wait > 0) throw tooManyTries(wait);
	const found = await findOpenLink(db, hashToken(token), todayOf(now));
	if (found !== null) return found;
	await countWrong(db, guesser, address, now);
	throw linkGone();
}
