import type { Rung } from '../alerts/pathwayStages.ts';
import type { PersonId } from '../shared/ids.ts';
import type { Day, Instant } from '../shared/dates.ts';
import type { AgeBand, CaseDate, Stage } from '../frames/SamplingFrame.ts';
import type { TemplateRef } from '../templates/Template.ts';

/** The unit of permission and of version. */
export type RecordKind = 'audit' | 'action' | 'moderation' | 'parked' | 'template' | 'person' | 'team';
export type RecordRef = { readonly kind: RecordKind; readonly id: string };

/** What is kept of any value: JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One value that was written, with who and when: the other side of a conflict. */
export type WrittenValue = { readonly value: Json; readonly by: PersonId; readonly at: Instant; readonly ver: number };

/** The unit of merge inside a record: one answer, one grade by one person, one entry of a log. */
export type Field = {
	readonly ver: number;
	readonly value: Json;
	readonly by: PersonId;
	/** The server's time; on a tablet, for what is not sent yet, the tablet's. */
	readonly at: Instant;
	/** The tablet's time, when it is more than five minutes off. */
	readonly deviceAt?: Instant;
	/** The client that wrote it last: it never conflicts with itself (M2). Not told in a pull. */
	readonly client?: string | null;
	/** Values that lost by arrival and wait for a person to choose, newest first. */
	readonly other?: readonly WrittenValue[];
};

export type Fields = ReadonlyMap<string, Field>;

/** Withdrawing takes a submission back: the audit is `begun` again (SPEC.md P9). */
export type AuditState = 'allocated' | 'begun' | 'submitted';

/** What is known of the child's case from the import: grey facts beside the questions. */
export type CaseFacts = {
	readonly stage: Stage;
	readonly ageBand: AgeBand;
	readonly planType: string | null;
	readonly legalStatus: string | null;
	readonly uasc: boolean | null;
	readonly disability: boolean | null;
	readonly dates: Partial<Record<CaseDate, Day>>;
	readonly importedOn: Day | null;
};

export type AuditHead = {
	readonly state: AuditState;
	readonly template: TemplateRef;
	/** The versions it went on from, the first one first: what was changed on one of them still counts (W8). */
	readonly earlier?: readonly TemplateRef[];
	readonly caseRef: string;
	readonly team: string | null;
	readonly service: string | null;
	readonly worker: PersonId | null;
	/** As the import writes the worker, for cases whose worker is nobody in Dipper. */
	readonly workerName: string | null;
	readonly auditor: PersonId;
	readonly dueOn: Day;
	/** The sample it was drawn in. */
	readonly sample?: string;
	readonly sampleName?: string;
	/** Only these sections are asked: where some are looked at again. Left out: all. */
	readonly sections?: readonly string[];
	/** The same child on the same sections again, after an audit graded below good, or to see whether that held. */
	readonly again?: { readonly of: string; readonly why: 're-audit' | 'sustained' };
	/** Drawn to see whether practice moved after an action for a team or the service. */
	readonly impactOf?: string;
	readonly route: 'random' | 'stratified' | 'nominated' | 're-audit' | 'risk-weighted';
	readonly case: CaseFacts;
	readonly submittedAt?: Instant;
	/** Since when the worker whose case it is was asked for their words, and sees it, before it is submitted. */
	readonly replyAskedAt?: Instant;
	/** The overall grade, once submitted. */
	readonly grade?: string;
	/** Same-day alerts raised and not accepted as resolved. */
	readonly openAlerts: number;
	/** Alerts whose pathway has not ended; heads written before there was one have none, and it is as `openAlerts`. */
	readonly openPathways?: number;
	/** Whom the server asked to act on its alerts, and in whose place: they see the audit while a pathway is open. */
	readonly asked?: readonly { readonly person: PersonId; readonly as: Rung }[];
	/** For which submission it was looked at whether to moderate it, and why it is; nothing: it is not. */
	readonly considered?: { readonly submittedAt: Instant; readonly because: readonly string[] };
	/** What moderation settled on; the auditor's own stays as it is. */
	readonly moderated?: { readonly grade: string; readonly at: Instant; readonly by: string };
};

export const actionStates = [
	'draft',
	'issued',
	'accepted',
	'in-progress',
	'done',
	'verified',
	'returned',
	'not-needed',
	'impact-checked',
	'closed'
] as const;
export type ActionState = (typeof actionStates)[number];
export type ActionLevel = 'child' | 'team' | 'service';

export type ActionHead = {
	readonly state: ActionState;
	readonly level: ActionLevel;
	readonly what: string;
	readonly owner: PersonId;
	readonly dueOn: Day;
	readonly finding: string;
	/** The difference the action is meant to make. */
	readonly difference: string;
	readonly audit?: string;
	readonly question?: string;
	readonly caseRef?: string;
	readonly team: string | null;
	readonly service: string | null;
	readonly worker: PersonId | null;
	readonly raisedBy: PersonId;
	readonly raisedAt: Instant;
	/** Someone other than the owner, asked to confirm; null where it falls to a manager of the team or service. */
	readonly verifier: PersonId | null;
	readonly priority: boolean;
	/** How often the due date was moved; at most twice. */
	readonly extensions: number;
	/** How often its impact was looked at and practice had not moved. */
	readonly reopened?: number;
	/** Of an action for a team or the service: the theme whose findings it answers, and how many it was raised for. */
	readonly theme?: string;
	readonly findings?: number;
	readonly stateSince: Instant;
};

/** `waiting` is blind; `graded` waits for whoever gave the second grade; a panel decides where the two are far apart. */
export type ModerationState = 'waiting' | 'graded' | 'panel' | 'decided' | 'withdrawn';
export type ModerationHead = {
	readonly state: ModerationState;
	readonly audit: string;
	readonly template: TemplateRef;
	readonly caseRef: string;
	readonly team: string | null;
	readonly service: string | null;
	readonly worker: PersonId | null;
	/** Whose audit it is. */
	readonly auditor: PersonId;
	/** Who grades it blind; null while there is nobody who may. */
	readonly moderator: PersonId | null;
	readonly dueOn: Day;
	readonly since: Instant;
	/** The auditor's grade: not before the second stands. */
	readonly first?: string;
	readonly second?: string;
	readonly final?: string;
	/** Of the audit itself, apart from the practice it is about. */
	readonly auditQuality?: string;
};
export type ParkedHead = {
	readonly state: 'waiting' | 'applied' | 'discarded';
	readonly code: string;
	readonly change: Json;
	readonly by: PersonId;
	readonly at: Instant;
	readonly about: RecordRef | null;
	/** It was rescued from a tablet that could not send it any more (V4). */
	readonly rescued?: true;
};
export type TemplateHead = {
	readonly state: 'published' | 'retired';
	readonly template: TemplateRef;
	readonly title: string;
	readonly short: string;
	/** It begins no audit before this day. */
	readonly from?: Day;
};
export type PersonHead = {
	readonly name: string;
	readonly roles: readonly string[];
	readonly team: string | null;
	/** The services they manage or lead. */
	readonly services?: readonly string[];
	readonly phone: string | null;
	readonly status: string;
	/** Who stands in for them while they are away, from day to day, first and last included; none where they are not. */
	readonly away?: readonly { readonly from: Day; readonly until: Day; readonly standIn: PersonId | null }[];
};
export type TeamHead = {
	readonly name: string;
	readonly service: string;
	readonly serviceName: string;
	readonly manager: PersonId | null;
};

export type Heads = {
	audit: AuditHead;
	action: ActionHead;
	moderation: ModerationHead;
	parked: ParkedHead;
	template: TemplateHead;
	person: PersonHead;
	team: TeamHead;
};

/** A record as either side holds it: what lists show, and its fields at a version. */
export type RecordState<Kind extends RecordKind = RecordKind> = Kind extends RecordKind
	? {
			readonly record: { readonly kind: Kind; readonly id: string };
			readonly ver: number;
			readonly head: Heads[Kind];
			readonly fields: Fields;
		}
	: never;
export type AuditRecord = RecordState<'audit'>;
export type ActionRecord = RecordState<'action'>;
export type ModerationRecord = RecordState<'moderation'>;
