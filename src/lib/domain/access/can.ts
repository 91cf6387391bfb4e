import type { ActionHead, AuditHead, ModerationHead, ParkedHead, RecordState } from '../changes/RecordState.ts';
import { mayChoose, mayMake, movesNamed, parties, type Party } from '../improvement/moves.ts';
import type { Day } from '../shared/dates.ts';
import { actionReach, isWithin } from './actionReach.ts';
import { holds, lineManagers, reaches, type Person, type Place, type Role } from './Person.ts';

/**
 * The one policy: who may see and do what. Lists, search, pull, push, export and report all ask here
 * (SPEC.md W10). A person who is deactivated, or a guest past their last day, may nothing.
 */
export function maySee(person: Person, record: RecordState, today: Day): boolean {
	if (!isActive(person, today)) return false;
	switch (record.record.kind) {
		case 'audit':
			return maySeeAudit(person, record.head as AuditHead);
		case 'action':
			return isWithin(actionReach(person), record.head as ActionHead);
		case 'parked':
			return (record.head as ParkedHead).by === person.id || holds(person, 'qa-manager');
		case 'template':
		case 'person':
		case 'team':
			return !isBoardOnly(person);
		case 'moderation':
			return maySeeModeration(person, record.head as ModerationHead);
	}
}

/** Whether a person may do one kind of change to a record that they may see. */
export function mayChange(person: Person, name: string, record: RecordState, today: Day): boolean {
	if (!maySee(person, record, today)) return false;
	if (record.record.kind === 'audit') return mayChangeAudit(person, name, record.head as AuditHead);
	if (record.record.kind === 'action') return mayChangeAction(person, name, record.head as ActionHead);
	if (record.record.kind === 'moderation') return mayChangeModeration(person, name, record.head as ModerationHead);
	return false;
}

/** What is done in the office, outside any one case. */
export type OfficeAct =
	| 'administer-people'
	| 'see-tablets'
	| 'look-after-tablets'
	| 'bring-rescue'
	| 'import-caseload'
	| 'draw-sample'
	| 'allocate'
	| 'reallocate'
	| 'see-programme'
	| 'keep-programme'
	| 'see-overview'
	| 'see-alerts'
	| 'see-loops'
	| 'answer-findings'
	| 'set-findings-aside'
	| 'see-council-figures'
	| 'edit-templates'
	| 'see-plan'
	| 'keep-plan';

const officeRoles: Record<OfficeAct, readonly Role[]> = {
	'administer-people': ['administrator'],
	'see-tablets': ['administrator', 'qa-manager'],
	'look-after-tablets': ['administrator'],
	'bring-rescue': ['administrator', 'qa-manager'],
	'import-caseload': ['qa-manager'],
	'draw-sample': ['qa-manager', 'service-manager'],
	allocate: ['qa-manager', 'service-manager'],
	reallocate: ['qa-manager'],
	'see-programme': ['qa-manager', 'head-of-service', 'director', 'service-manager', 'team-manager'],
	// Nothing waits on one post: where there is no QA manager, a head of service or the director keeps it.
	'keep-programme': ['qa-manager', 'head-of-service', 'director'],
	'see-overview': ['qa-manager', 'head-of-service', 'director', 'service-manager', 'team-manager'],
	'see-alerts': ['qa-manager', 'head-of-service', 'director', 'service-manager', 'team-manager'],
	'see-loops': ['qa-manager', 'head-of-service', 'director', 'service-manager', 'team-manager'],
	'answer-findings': ['qa-manager', 'head-of-service', 'director', 'service-manager', 'team-manager'],
	// As an action is not needed: by a service manager or above (product.md 6.2).
	'set-findings-aside': ['qa-manager', 'head-of-service', 'director', 'service-manager'],
	'see-council-figures': ['qa-manager', 'director', 'board', 'head-of-service'],
	'edit-templates': ['qa-manager'],
	// The board and scrutiny challenge it by the quarter (practice.md 1.3; C, line 290): it names no child.
	'see-plan': ['qa-manager', 'head-of-service', 'director', 'service-manager', 'team-manager', 'board'],
	// As the programme: nothing waits on one post.
	'keep-plan': ['qa-manager', 'head-of-service', 'director']
};

export function may(person: Person, act: OfficeAct, today: Day): boolean {
	return isActive(person, today) && holds(person, ...officeRoles[act]);
}

/** A QA manager gives anyone's sample to anyone; a service manager takes for themselves the dip sample they drew. */
export function mayGive(person: Person, sample: { readonly drawnBy: string }, auditors: readonly string[]): boolean {
	if (holds(person, 'qa-manager')) return true;
	return sample.drawnBy === person.id && auditors.every((auditor) => auditor === person.id);
}

export function isActive(person: Person, today: Day): boolean {
	return person.status === 'active' && (person.until === null || person.until >= today);
}

function isBoardOnly(person: Person): boolean {
	return person.grants.every((grant) => grant.role === 'board');
}

function maySeeAudit(person: Person, audit: AuditHead): boolean {
	if (audit.auditor === person.id || holds(person, 'qa-manager')) return true;
	if (hasOpenPathway(audit) && isAsked(person, audit)) return true;
	// Once told of an alert, the line goes on seeing its log: what one of them wrote offline may come after it was closed.
	const wasTold = audit.openAlerts > 0 || audit.openPathways !== undefined;
	if (audit.worker === person.id && audit.replyAskedAt !== undefined) return true;
	if (audit.state !== 'submitted' && !wasTold) return false;
	if (audit.worker === person.id) return audit.state === 'submitted';
	return lineManagers.some((role) => reaches(person, role, audit));
}

function mayChangeAudit(person: Person, name: string, audit: AuditHead): boolean {
	const isAuditor = audit.auditor === person.id;
	const isQa = holds(person, 'qa-manager');
	switch (name) {
		case 'feedback.add':
			return isAuditor || isQa || audit.worker === person.id;
		case 'feedback.attempt':
			return isAuditor || isQa;
		case 'alert.raise':
		case 'alert.tell':
			return isAuditor || isQa || manages(person, audit, lineManagers) || isAsked(person, audit);
		// Who may do which of these hangs on the alert's own log: `mayDo` in domain/alerts judges it as it is applied.
		case 'alert.acknowledge':
		case 'alert.check':
		case 'alert.read':
		case 'alert.close':
			return manages(person, audit, lineManagers) || isAsked(person, audit);
		case 'alert.record':
			return isAuditor || manages(person, audit, lineManagers) || isAsked(person, audit);
		case 'action.raise':
		case 'action.rely':
		case 'audit.withdraw':
			return isAuditor || isQa;
		default:
			return isAuditor;
	}
}

function mayChangeAction(person: Person, name: string, action: ActionHead): boolean {
	const as = partiesOf(person, action);
	if (name === 'conflict.resolve') return mayChoose.some((party) => as.has(party));
	return movesNamed(name).some((move) => mayMake(move, as));
}

/** As what a person stands to an action: the table of moves is read by that. */
export function partiesOf(person: Person, action: ActionHead): ReadonlySet<Party> {
	return new Set(
		parties.filter((party) => {
			if (party === 'owner') return action.owner === person.id;
			if (party === 'verifier') return action.verifier === person.id;
			return party === 'qa-manager' ? holds(person, party) : reaches(person, party, action);
		})
	);
}

const panel: readonly Role[] = ['head-of-service', 'director'];

/** The auditor and the line see what came of it, not how it goes: a grade half given is nobody's to know. */
function maySeeModeration(person: Person, moderation: ModerationHead): boolean {
	if (moderation.moderator === person.id || holds(person, 'qa-manager')) return true;
	if (moderation.state === 'panel') return sitsOnPanel(person, moderation);
	if (moderation.state !== 'decided') return false;
	return moderation.auditor === person.id || lineManagers.some((role) => reaches(person, role, moderation));
}

/** That whoever grades blind never saw the first grade, the server asks of its log of who was shown what. */
function mayChangeModeration(person: Person, name: string, moderation: ModerationHead): boolean {
	if (moderation.auditor === person.id || moderation.worker === person.id) return false;
	const isModerator = moderation.moderator === person.id;
	if (name === 'moderation.grade') return isModerator;
	return name === 'moderation.decide' && (isModerator || sitsOnPanel(person, moderation));
}

function sitsOnPanel(person: Person, moderation: ModerationHead): boolean {
	return moderation.auditor !== person.id && manages(person, moderation, panel);
}

/** An alert is not closed, or something of its pathway is still to be done. */
export function hasOpenPathway(audit: Pick<AuditHead, 'openAlerts' | 'openPathways'>): boolean {
	return audit.openAlerts > 0 || (audit.openPathways ?? 0) > 0;
}

function isAsked(person: Person, audit: AuditHead): boolean {
	return audit.asked?.some((one) => one.person === person.id) ?? false;
}

function manages(person: Person, place: Place, roles: readonly Role[]): boolean {
	return holds(person, 'qa-manager') || roles.some((role) => reaches(person, role, place));
}
