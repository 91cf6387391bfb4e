import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { carries } from '#lib/domain/access/carries.ts';
import { may, mayChange, maySee, type OfficeAct } from '#lib/domain/access/can.ts';
import type { Grant, Person, Role, Scope } from '#lib/domain/access/Person.ts';
import type { ActionHead, AuditHead, RecordState } from '#lib/domain/changes/RecordState.ts';
import { aPerson, anAction, anAudit, id, north, south } from '../fixtures/records.ts';

const file = 'docs/access-matrix.md';
const today = '2026-03-12';
const council: Scope = { kind: 'council' };
const own: Scope = { kind: 'own' };

function someone(role: Role, scope: Scope, more: Partial<Person> = {}): Person {
	return aPerson([{ role, scope } satisfies Grant], more);
}

/** Everyone whom the policy tells apart: by role, by reach, by what the record says of them. */
const people: Readonly<Record<string, Person>> = {
	'the auditor it is given to': someone('auditor', own, { id: id(10) }),
	'another auditor': someone('auditor', own),
	'a guest it is given to': someone('guest', own, { id: id(12), until: '2026-03-31' }),
	'another guest': someone('guest', own, { until: '2026-03-31' }),
	'the child’s worker': someone('practitioner', own, { id: id(11), team: north.team }),
	'another practitioner': someone('practitioner', own, { team: north.team }),
	'owner of the action': someone('practitioner', own, { id: id(20) }),
	'team manager': someone('team-manager', { kind: 'team', id: north.team }),
	'team manager elsewhere': someone('team-manager', { kind: 'team', id: south.team }),
	'service manager': someone('service-manager', { kind: 'service', id: north.service }),
	'service manager elsewhere': someone('service-manager', { kind: 'service', id: south.service }),
	'head of service': someone('head-of-service', { kind: 'service', id: north.service }),
	'head of service elsewhere': someone('head-of-service', { kind: 'service', id: south.service }),
	director: someone('director', council),
	'QA manager': someone('qa-manager', council),
	moderator: someone('moderator', council),
	'board member': someone('board', council),
	administrator: someone('administrator', council),
	'QA manager who has left': someone('qa-manager', council, { status: 'deactivated' }),
	'guest past the last day': someone('guest', own, { id: id(12), until: '2026-03-11' })
};

type Column = { readonly name: string; readonly is: (person: Person) => boolean | string };

function table(columns: readonly Column[]): string {
	const cell = (given: boolean | string) => (given === true ? 'yes' : given === false || given === '' ? '–' : given);
	return [
		`| who | ${columns.map(({ name }) => name).join(' | ')} |`,
		`| --- |${' --- |'.repeat(columns.length)}`,
		...Object.entries(people).map(
			([name, person]) => `| ${name} | ${columns.map(({ is }) => cell(is(person))).join(' | ')} |`
		)
	].join('\n');
}

const auditActs = {
	'answer.set': 'answers',
	'note.set': 'notes',
	'grade.set': 'grades',
	'evidence.attach': 'evidence',
	'audit.submit': 'submits',
	'conflict.resolve': 'settles',
	'audit.withdraw': 'takes back',
	'alert.raise': 'alerts',
	'alert.tell': 'tells',
	'alert.acknowledge': 'acknowledges and checks',
	'alert.read': 'reads',
	'alert.record': 'writes down steps',
	'alert.close': 'closes alerts',
	'action.raise': 'actions',
	'feedback.add': 'own words'
} as const;
const actionActs = ['accept', 'progress', 'complete', 'verify', 'impact', 'extend', 'notNeeded', 'transfer'] as const;
const officeActs: readonly OfficeAct[] = [
	...(['administer-people', 'import-caseload', 'draw-sample', 'allocate', 'reallocate'] as const),
	...(['see-overview', 'see-alerts', 'see-loops', 'answer-findings', 'set-findings-aside'] as const),
	...(['see-council-figures', 'edit-templates', 'see-plan', 'keep-plan'] as const)
];

function onAudit(name: string, head: Partial<AuditHead>): Column {
	return {
		name,
		is: (person) => {
			const isGuests = person.id === id(12);
			const audit = anAudit({ ...head, ...(isGuests ? { auditor: person.id } : {}) });
			const acts = Object.entries(auditActs).filter(([act]) => mayChange(person, act, audit, today));
			if (!maySee(person, audit, today)) return '';
			if (acts.length === 0) return 'sees';
			return acts.length === Object.keys(auditActs).length
				? 'sees, all acts'
				: `sees; ${acts.map(([, word]) => word).join(', ')}`;
		}
	};
}

function onAction(head: Partial<ActionHead>): Column[] {
	const action = anAction({ owner: id(20), verifier: id(10), raisedBy: id(10), worker: id(11), ...head });
	return [
		{ name: 'sees', is: (person) => maySee(person, action, today) },
		...actionActs.map((act) => ({
			name: act,
			is: (person: Person) => mayChange(person, `action.${act}`, action, today)
		}))
	];
}

function other(kind: RecordState['record']['kind'], head: object): RecordState {
	return { record: { kind, id: id(9) }, ver: 1, head, fields: new Map() } as unknown as RecordState;
}

const parked = other('parked', {
	state: 'waiting',
	code: 'RECORD_LOCKED',
	change: {},
	by: id(10),
	at: `${today}T10:00:00Z`,
	about: null
});
const sees = (name: string, record: RecordState): Column => ({ name, is: (person) => maySee(person, record, today) });
const longAgo = { state: 'submitted', submittedAt: '2026-01-05T10:00:00.000Z' } as const;

const page = `# Who may see and do what

Worked out from the policy (\`src/lib/domain/access\`) by \`tests/scenarios/accessMatrixPage.test.ts\`, which fails when this page and the
policy differ: \`UPDATE=1 npx vitest run --project unit tests/scenarios/accessMatrixPage\` writes it anew. What each person is
answered by each route of the real server is in \`tests/e2e/accessTable.ts\`.

The child is in the north. “Elsewhere” is another team or service. “All acts” are ${Object.values(auditActs).join(', ')}.

## An audit

${table([
	onAudit('allocated', { state: 'allocated' }),
	onAudit('begun', { state: 'begun' }),
	onAudit('begun, with an open alert', { state: 'begun', openAlerts: 1 }),
	onAudit('submitted', { state: 'submitted' })
])}

The auditor's acts on a submitted audit, but for own words, alerts and actions, are parked as an amendment (SPEC.md P9).

## An action

Which act comes next is a matter of its state; this says whose it is. Its verifier is the auditor who raised it.

${table(onAction({ state: 'issued' }))}

## An action whose owner is its verifier's choice of themselves: nobody verifies their own work

${table(onAction({ state: 'done', owner: id(10), verifier: id(10) }))}

## Other records

${table([
	sees('recovered work of the auditor', parked),
	sees('template', other('template', {})),
	sees('person in the directory', other('person', {})),
	sees('team in the directory', other('team', {})),
	sees('moderation', other('moderation', {}))
])}

## What a tablet carries

${table([
	{
		name: 'an audit going on',
		is: (person) => carries(person, anAudit({ state: 'begun', dueOn: '2024-01-01' }), today)
	},
	{
		name: 'one submitted this month',
		is: (person) => carries(person, anAudit({ ...longAgo, submittedAt: '2026-03-01T10:00:00.000Z' }), today)
	},
	{ name: 'one submitted two months ago', is: (person) => carries(person, anAudit(longAgo), today) },
	{
		name: 'the same, its alert still open',
		is: (person) => carries(person, anAudit({ ...longAgo, openAlerts: 1 }), today)
	}
])}

## In the office

${table(officeActs.map((act) => ({ name: act, is: (person) => may(person, act, today) })))}
`;

test('the page of who may see and do what is what the policy says', () => {
	if (process.env.UPDATE === '1') writeFileSync(file, page);
	expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(page);
});
