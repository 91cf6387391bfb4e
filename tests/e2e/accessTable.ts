import type { Form } from './HttpPerson.ts';
import type { Planted } from './plantCanaries.ts';

/** The twelve who sign in to the demo, someone without a sign-in, and two whose access has ended while signed in. */
export const everyone = [
	'admin',
	'qa',
	'moderator',
	'sm',
	'tm.north',
	'tm.south',
	'auditor',
	'worker',
	'hos',
	'director',
	'board',
	'guest',
	'nobody',
	'deactivated',
	'guest past the last day'
] as const;
export type Who = (typeof everyone)[number];

/** A status; or a redirect by what it means: to signing in, or elsewhere (a page of one's own, or the result of an act). */
export type Answer = 200 | 204 | 303 | 400 | 401 | 403 | 404 | 409 | 422 | 'sign-in';

/** Canaries by who may read them, written by hand: the policy is not asked what it should answer. */
export const mayRead = {
	auditBegun: ['qa', 'auditor'],
	auditSouth: ['qa', 'tm.south', 'hos', 'director'],
	actionNorth: ['qa', 'sm', 'tm.north', 'auditor', 'worker', 'hos', 'director'],
	actionSouth: ['qa', 'tm.south', 'hos', 'director'],
	parked: ['qa', 'auditor'],
	fileSouth: ['qa', 'tm.south', 'hos', 'director'],
	email: ['admin'],
	phone: ['admin', 'qa', 'moderator', 'sm', 'tm.north', 'tm.south', 'auditor', 'worker', 'hos', 'director', 'guest'],
	caseload: ['qa'],
	sample: ['qa']
} as const satisfies Record<string, readonly Who[]>;
export type Canary = keyof typeof mayRead;

type Given = Planted & {
	readonly fresh: string;
	readonly hello: unknown;
	readonly push: unknown;
	readonly pull: unknown;
};
export type Row = {
	readonly route: string;
	/** `open` is a page, `?/name` a form's action, else the method of an endpoint. */
	readonly act: string;
	/** Where the route has parameters: which record it is asked for. */
	readonly at?: (given: Given) => string;
	readonly form?: (given: Given) => Form;
	readonly json?: (given: Given) => unknown;
	/** A body that is neither. */
	readonly bytes?: string;
	/** Made anew for each person, so that what one does cannot change what the next is answered. */
	readonly fresh?:
		'issued' | 'accepted' | 'in-progress' | 'done' | 'verified' | 'alert' | 'parked' | 'person' | 'team' | 'service';
	readonly answers: { readonly [who in Who]?: Answer } & { readonly rest: Answer };
};

const outside = <Given extends Answer>(answer: Given) =>
	({ nobody: answer, deactivated: answer, 'guest past the last day': answer }) as const;
const office = outside('sign-in');
const wire = outside(401);
const managers = { qa: 200, sm: 200, 'tm.north': 200, 'tm.south': 200, hos: 200, director: 200 } as const;
const forAdmin = (answer: Answer) => ({ ...office, admin: answer, rest: 404 }) as const;
const forQa = (answer: Answer) => ({ ...office, qa: answer, rest: 403 }) as const;
const forTabletKeepers = (answer: Answer) => ({ ...office, admin: answer, qa: answer, rest: 403 }) as const;
const forReaders = (answer: Answer) => ({ ...office, board: 403, rest: answer }) as const;
const forSamplers = (answer: Answer) => ({ ...office, qa: answer, sm: answer, rest: 403 }) as const;

/** The north action as those who may see it are answered when they may not do the act: 409, in words, on its page. */
const seen = { qa: 409, sm: 409, 'tm.north': 409, auditor: 409, worker: 409, hos: 409, director: 409 } as const;
function onTheLoop(act: string, fresh: NonNullable<Row['fresh']>, done: readonly Who[], form: Row['form']): Row {
	const allowed = Object.fromEntries(done.map((who) => [who, 303 as const]));
	return {
		route: '/(online)/loops/[actionId]',
		act: `?/${act}`,
		at: ({ fresh: id }) => `/loops/${id}`,
		fresh,
		form: form ?? (() => ({})),
		answers: { ...office, ...seen, ...allowed, rest: 404 }
	};
}

/** The findings of one theme: a form with nothing chosen says what is missing to those who may, and 403 to the rest. */
function onTheTheme(act: string): Omit<Row, 'answers'> {
	const row = { route: '/(online)/findings/[theme]', act, at: () => '/findings/oversight' };
	return act === 'open' ? row : { ...row, form: () => ({}) };
}
function wrongly(who: Partial<Record<Who, 200>>): Partial<Record<Who, Answer>> {
	return Object.fromEntries(Object.keys(who).map((one) => [one, 400 as const]));
}

function toTheList(who: Partial<Record<Who, 200>>): Partial<Record<Who, Answer>> {
	return Object.fromEntries(Object.keys(who).map((one) => [one, 303 as const]));
}

/** An alert of the north as those who may see its audit are answered when they may not do the act: 409, on its page. */
function onTheAlert(form: Form, done: readonly Who[]): Row {
	const allowed = Object.fromEntries(done.map((who) => [who, 303 as const]));
	const seenBy = { qa: 409, sm: 409, 'tm.north': 409, hos: 409, director: 409 } as const;
	return {
		route: '/(online)/alerts/[auditId]/[alertId]',
		act: '?/write',
		at: ({ fresh: id }) => `/alerts/${id}/${id}`,
		fresh: 'alert',
		form: () => form,
		answers: { ...office, ...seenBy, ...allowed, rest: 404 }
	};
}

const southReaders = (answer: Answer) => ({ qa: answer, 'tm.south': answer, hos: answer, director: answer });
function onTheFile(act: string, body: Pick<Row, 'bytes' | 'json'>, answers: Partial<Record<Who, Answer>>): Row {
	const ending = act === 'POST' ? '/complete' : '';
	return {
		route: `/api/sync/v1/evidence/[sha256]${ending}`,
		act,
		at: ({ fileSouth }) => `/api/sync/v1/evidence/${fileSouth}${ending}${act === 'PUT' ? '?part=0' : ''}`,
		...body,
		answers: { ...wire, ...answers, rest: 404 }
	};
}

const day = { 'dueOn-day': '28', 'dueOn-month': '11', 'dueOn-year': '2031' };
const forKeepers = (answer: Answer) => ({ ...office, qa: answer, hos: answer, director: answer, rest: 403 }) as const;
const anActivityForm = {
	...{ name: 'Plans', template: 'cj', roles: 'auditor', number: '2', share: 'together', period: 'month', days: '10' },
	...{ 'startsOn-day': '1', 'startsOn-month': '4', 'startsOn-year': '2031', by: 'team', months: '12' }
};
const forPlanReaders = (answer: Answer) =>
	({
		...office,
		...Object.fromEntries([...Object.keys(managers), 'board'].map((who) => [who, answer])),
		rest: 403
	}) as const;
/** A part of the demo's plan; forms are empty, so that whoever may is told what is missing and nothing changes. */
function onThePlan(part: string, act: string, answers: Row['answers'], file = ''): Row {
	const row: Row = {
		route: `/(online)/plan/[planId]${part}`,
		act,
		at: ({ plan, planItem }) => `/plan/${plan}${part.replace('[itemId]', planItem).replace('[file]', file)}`,
		answers
	};
	return act.startsWith('?/') ? { ...row, form: () => ({}) } : row;
}
const nobodyElses = '00000000-0000-4000-8000-00000000dead';

export const accessTable: readonly Row[] = [
	// First: once a sample is allocated its auditors' tablets are told its name.
	{ route: '/api/health', act: 'GET', answers: { rest: 200 } },
	{ route: '/api/v1/openapi.json', act: 'GET', answers: { rest: 200 } },
	{ route: '/api/me', act: 'GET', answers: { ...wire, rest: 200 } },
	{ route: '/api/session', act: 'POST', json: () => ({ username: 5 }), answers: { rest: 422 } },
	{ route: '/api/sync/v1/hello', act: 'POST', json: ({ hello }) => hello, answers: { ...wire, rest: 200 } },
	{ route: '/api/sync/v1/push', act: 'POST', json: ({ push }) => push, answers: { ...wire, rest: 200 } },
	{ route: '/api/sync/v1/pull', act: 'POST', json: ({ pull }) => pull, answers: { ...wire, rest: 200 } },
	{ route: '/api/sync/v1/share', act: 'POST', json: ({ pull }) => pull, answers: { ...wire, rest: 200 } },
	// Asks for no session: a tablet's signature is all there may be, and here there is none.
	{ route: '/api/sync/v1/rescue', act: 'POST', json: () => ({}), answers: { rest: 422 } },

	onTheFile('HEAD', {}, southReaders(200)),
	onTheFile('GET', {}, southReaders(200)),
	// Only whoever attached it may send it, and that is none of these.
	onTheFile('PUT', { bytes: 'A part' }, {}),
	onTheFile('POST', { json: () => ({ bytes: 6, parts: 1 }) }, {}),

	{ route: '/', act: 'open', answers: { ...office, rest: 303 } },
	{
		route: '/(open)/sign-in',
		act: 'open',
		answers: { ...outside(200), rest: 303 }
	},
	{
		route: '/(open)/sign-in',
		act: '?/default',
		form: () => ({ username: '', password: '' }),
		answers: { ...outside(400), rest: 303 }
	},
	{ route: '/(open)/first-run', act: 'open', answers: { rest: 303 } },
	{
		route: '/(open)/first-run',
		act: '?/default',
		form: () => ({ token: 'x', council: 'Mine', name: 'Me', username: 'me', password: 'otter-larch-river-quay-52' }),
		answers: { rest: 303 }
	},
	{ route: '/(open)/help', act: 'open', answers: { rest: 200 } },
	{ route: '/(open)/accessibility', act: 'open', answers: { rest: 200 } },
	{ route: '/(open)/sign-ins', act: 'open', answers: { ...office, rest: 200 } },
	{ route: '/(open)/sign-ins', act: '?/default', form: () => ({ session: 'x' }), answers: { ...office, rest: 303 } },
	{ route: '/(open)/choose-password', act: 'open', answers: { ...office, rest: 303 } },
	{
		route: '/(open)/choose-password',
		act: '?/default',
		form: () => ({ password: 'otter-larch-river-quay-52', again: 'otter-larch-river-quay-52' }),
		answers: { ...office, rest: 303 }
	},
	{ route: '/(open)/sign-out', act: 'open', answers: { ...office, rest: 200 } },
	// What is no link is not there, to whoever asks and whatever they send.
	{ route: '/(open)/say/[token]', act: 'open', at: () => '/say/guess', answers: { rest: 404 } },
	{
		route: '/(open)/say/[token]',
		act: '?/default',
		at: () => '/say/guess',
		form: () => ({ respected: 'yes' }),
		answers: { rest: 404 }
	},

	...[
		...['today', 'audits', 'actions', 'waiting', 'waiting/safe', 'more', 'offline', 'unlock', 'set-up', 'samples'].map(
			(page) => `/${page}`
		),
		...[
			...['', '/check', '/submitted', '/alerts/new', '/alerts/[alertId]', '/[sectionId]'],
			...['/voices', '/voices/[who]', '/conversation', '/reply']
		].map((at) => `/audits/[auditId]${at}`),
		'/actions/[actionId]',
		'/samples/[sampleId]',
		'/moderation',
		'/moderation/[moderationId]'
	].map((page): Row => ({
		route: `/(offline)${page}`,
		act: 'open',
		at: ({ auditSouth, actionSouth, sample }) =>
			page
				.replace('[sampleId]', sample)
				.replace('[auditId]', auditSouth)
				.replace('[actionId]', actionSouth)
				.replace('[alertId]', nobodyElses)
				.replace('[moderationId]', nobodyElses)
				.replace('[sectionId]', 'CJ2')
				.replace('[who]', 'parent'),
		answers: { rest: 200 }
	})),

	{ route: '/(online)/office', act: 'open', answers: { ...office, rest: 200 } },
	{ route: '/(online)/overview', act: 'open', answers: { ...office, ...managers, rest: 303 } },
	{ route: '/(online)/overview/parked', act: 'open', answers: { ...office, rest: 200 } },
	{
		route: '/(online)/overview/parked',
		act: '?/discard',
		fresh: 'parked',
		form: ({ fresh }) => ({ id: fresh, reason: 'It is in twice' }),
		answers: { ...office, qa: 303, auditor: 403, rest: 404 }
	},
	{
		route: '/(online)/overview/parked',
		act: '?/apply',
		fresh: 'parked',
		form: ({ fresh }) => ({ id: fresh }),
		answers: { ...office, qa: 409, auditor: 403, rest: 404 }
	},

	{ route: '/(online)/cases', act: 'open', answers: { ...office, ...managers, rest: 403 } },
	{
		route: '/(online)/cases/[auditId]',
		act: 'open',
		at: ({ auditBegun }) => `/cases/${auditBegun}`,
		answers: { ...office, qa: 200, auditor: 200, rest: 404 }
	},
	{
		route: '/(online)/cases/[auditId]',
		act: 'open',
		at: ({ auditSouth }) => `/cases/${auditSouth}`,
		answers: { ...office, qa: 200, 'tm.south': 200, hos: 200, director: 200, rest: 404 }
	},
	{
		route: '/(online)/cases/[auditId]',
		act: 'open',
		at: () => `/cases/${nobodyElses}`,
		answers: { ...office, rest: 404 }
	},

	{
		route: '/(online)/cases/[auditId]',
		act: '?/reallocate',
		at: ({ auditBegun }) => `/cases/${auditBegun}`,
		form: () => ({}),
		answers: { ...office, qa: 400, auditor: 403, rest: 404 }
	},

	{
		route: '/(online)/cases/[auditId]/ask',
		act: 'open',
		at: ({ auditBegun }) => `/cases/${auditBegun}/ask`,
		answers: { ...office, qa: 200, auditor: 200, rest: 404 }
	},
	{
		route: '/(online)/cases/[auditId]/ask',
		act: 'open',
		at: ({ auditSouth }) => `/cases/${auditSouth}/ask`,
		answers: { ...office, qa: 200, 'tm.south': 403, hos: 403, director: 403, rest: 404 }
	},
	{
		route: '/(online)/cases/[auditId]/ask',
		act: '?/make',
		at: ({ auditBegun }) => `/cases/${auditBegun}/ask`,
		form: () => ({ asks: 'parent' }),
		answers: { ...office, qa: 200, auditor: 200, rest: 404 }
	},
	{
		route: '/(online)/cases/[auditId]/ask',
		act: '?/end',
		at: ({ auditSouth }) => `/cases/${auditSouth}/ask`,
		form: () => ({ id: nobodyElses }),
		answers: { ...office, qa: 200, 'tm.south': 403, hos: 403, director: 403, rest: 404 }
	},

	{ route: '/(online)/alerts', act: 'open', answers: { ...office, ...managers, rest: 403 } },
	{
		route: '/(online)/alerts/[auditId]/[alertId]',
		act: 'open',
		at: ({ fresh: id }) => `/alerts/${id}/${id}`,
		fresh: 'alert',
		answers: { ...office, qa: 200, sm: 200, 'tm.north': 200, hos: 200, director: 200, rest: 404 }
	},
	{
		route: '/(online)/alerts/[auditId]/[alertId]',
		act: 'open',
		at: () => `/alerts/${nobodyElses}/${nobodyElses}`,
		answers: { ...office, rest: 404 }
	},
	onTheAlert({ act: 'acknowledge' }, ['qa', 'sm', 'tm.north', 'hos', 'director']),
	onTheAlert({ act: 'close-in-error', 'close-in-error-reason': 'Another file' }, ['qa', 'sm', 'hos', 'director']),
	onTheAlert({ act: 'close-resolved', 'close-resolved-reason': 'Nobody has looked' }, []),

	{ route: '/(online)/findings', act: 'open', answers: { ...office, ...managers, rest: 403 } },
	{ ...onTheTheme('open'), answers: { ...office, ...managers, rest: 403 } },
	{ ...onTheTheme('?/answer'), answers: { ...office, ...wrongly(managers), rest: 403 } },
	{
		...onTheTheme('?/aside'),
		answers: { ...office, ...wrongly(managers), 'tm.north': 403, 'tm.south': 403, rest: 403 }
	},
	{
		...onTheTheme('?/again'),
		answers: { ...office, ...wrongly(managers), 'tm.north': 403, 'tm.south': 403, rest: 403 }
	},
	{ route: '/(online)/loops', act: 'open', answers: { ...office, ...managers, rest: 403 } },
	...['transfer', 'extend', 'remind', 'save'].map((act) => ({
		...{ route: '/(online)/loops', act: `?/${act}` },
		form: () => Object.fromEntries(Object.entries(day).map(([name, value]) => [`many-extend-${name}`, value])),
		answers: { ...office, ...wrongly(managers), rest: 403 as const }
	})),
	{
		...{ route: '/(online)/loops', act: '?/forget', form: () => ({ view: nobodyElses }) },
		answers: { ...office, ...toTheList(managers), rest: 403 }
	},
	{
		route: '/(online)/loops/[actionId]',
		act: 'open',
		at: ({ actionNorth }) => `/loops/${actionNorth}`,
		answers: {
			...office,
			qa: 200,
			sm: 200,
			'tm.north': 200,
			auditor: 200,
			worker: 200,
			hos: 200,
			director: 200,
			rest: 404
		}
	},
	{
		route: '/(online)/loops/[actionId]',
		act: 'open',
		at: ({ actionSouth }) => `/loops/${actionSouth}`,
		answers: { ...office, qa: 200, 'tm.south': 200, hos: 200, director: 200, rest: 404 }
	},
	{
		route: '/(online)/loops/[actionId]',
		act: 'open',
		at: () => `/loops/${nobodyElses}`,
		answers: { ...office, rest: 404 }
	},
	onTheLoop('accept', 'issued', ['worker'], () => ({})),
	onTheLoop('progress', 'accepted', ['worker'], () => ({ 'progress-note': 'The dates are set' })),
	onTheLoop('complete', 'in-progress', ['worker'], () => ({ 'complete-note': 'Done, see the file' })),
	onTheLoop('verify', 'done', ['auditor', 'tm.north', 'sm', 'hos', 'qa'], () => ({
		'verify-note': 'Seen in the minutes',
		'verify-difference': 'She is asked first',
		'verify-verdict': 'verified'
	})),
	onTheLoop('impact', 'verified', ['sm', 'hos', 'qa'], () => ({ 'impact-note': 'Still so', 'impact-verdict': 'held' })),
	onTheLoop('extend', 'accepted', ['auditor', 'tm.north', 'sm', 'hos', 'director', 'qa'], () => ({
		...Object.fromEntries(Object.entries(day).map(([name, value]) => [`extend-${name}`, value])),
		'extend-reason': 'The conference moved'
	})),
	onTheLoop('transfer', 'accepted', ['worker', 'tm.north', 'sm', 'hos', 'director', 'qa'], ({ people }) => ({
		'transfer-owner': people['tm.north'],
		'transfer-reason': 'A new worker'
	})),
	onTheLoop('notNeeded', 'accepted', ['sm', 'hos', 'director', 'qa'], () => ({
		'notNeeded-reason': 'The plan has ended'
	})),

	{ route: '/(online)/caseload', act: 'open', answers: forSamplers(200) },
	{ route: '/(online)/caseload/import', act: 'open', answers: forQa(200) },
	{ route: '/(online)/caseload/current', act: 'GET', answers: forQa(200) },
	{ route: '/(online)/caseload/mapping', act: 'GET', answers: forQa(200) },
	{ route: '/(online)/caseload/mapping', act: 'POST', json: () => ({ headers: 'none' }), answers: forQa(400) },
	{
		route: '/(online)/caseload',
		act: '?/tie',
		form: () => ({ kind: 'team', name: 'Some team', target: 'nobody' }),
		answers: forQa(303)
	},
	{ route: '/(online)/caseload/marks', act: 'open', answers: forQa(200) },
	{
		route: '/(online)/caseload/marks',
		act: '?/mark',
		form: () => ({ kind: 'complaint', cases: 'no such case 1' }),
		answers: forQa(409)
	},
	{
		route: '/(online)/caseload/marks',
		act: '?/unmark',
		form: () => ({ kind: 'complaint', case: 'no such case 1' }),
		answers: forQa(409)
	},
	{ route: '/(online)/caseload/marks', act: '?/forget', form: () => ({}), answers: forQa(303) },
	{
		route: '/(online)/caseload/accept',
		act: 'POST',
		json: () => ({ takenOn: '2026-03-01', source: 'A.xlsx', cases: [] }),
		answers: forQa(409)
	},

	{ route: '/(online)/plan', act: 'open', answers: forPlanReaders(200) },
	{ route: '/(online)/plan/new', act: 'open', answers: forKeepers(200) },
	{ route: '/(online)/plan/new', act: '?/default', form: () => ({}), answers: forKeepers(400) },
	{ route: '/(online)/plan/bring-in', act: 'open', answers: forKeepers(200) },
	{ route: '/(online)/plan/bring-in', act: '?/default', form: () => ({}), answers: forKeepers(422) },
	onThePlan('', 'open', forPlanReaders(200)),
	onThePlan('', '?/comment', forPlanReaders(400)),
	onThePlan('/keep', 'open', forKeepers(200)),
	onThePlan('/keep', '?/rename', forKeepers(400)),
	onThePlan('/keep', '?/recommendation', forKeepers(400)),
	{ ...onThePlan('/keep', '?/close', forKeepers(404)), at: () => `/plan/${nobodyElses}/keep` },
	onThePlan('/items/[itemId]', 'open', forPlanReaders(200)),
	...['?/save', '?/link', '?/unlink'].map((act) => onThePlan('/items/[itemId]', act, forKeepers(400))),
	onThePlan('/items/[itemId]', '?/comment', forPlanReaders(400)),
	onThePlan('/exceptions', 'open', forPlanReaders(200)),
	onThePlan('/exceptions/[file]', 'GET', forPlanReaders(200), 'report.docx'),
	onThePlan('/risks', 'open', forPlanReaders(200)),
	onThePlan('/risks', '?/save', forKeepers(400)),
	onThePlan('/take-out/[file]', 'GET', forPlanReaders(200), 'plan.xlsx'),

	{ route: '/(online)/programme', act: 'open', answers: { ...office, ...managers, rest: 403 } },
	{ route: '/(online)/programme', act: '?/put', form: () => ({ id: 'child-journey' }), answers: forKeepers(303) },
	...(['late', 'calendar', 'auditors'] as const).map((page): Row => ({
		route: `/(online)/programme/${page}`,
		act: 'open',
		answers: { ...office, ...managers, rest: 403 }
	})),
	{
		route: '/(online)/programme/late',
		act: '?/extend',
		form: () => ({ audit: nobodyElses }),
		answers: { ...office, qa: 404, sm: 404, 'tm.north': 404, 'tm.south': 404, hos: 404, director: 404, rest: 403 }
	},
	{ route: '/(online)/programme/calendar', act: '?/add', form: () => ({}), answers: forKeepers(400) },
	{
		route: '/(online)/programme/calendar',
		act: '?/takeOut',
		form: () => ({ id: nobodyElses }),
		answers: forKeepers(404)
	},
	{ route: '/(online)/programme/themed', act: 'open', answers: forKeepers(200) },
	...(['look', 'go'] as const).map((act): Row => ({
		route: '/(online)/programme/themed',
		act: `?/${act}`,
		form: () => ({}),
		answers: forKeepers(409)
	})),
	{
		route: '/(online)/programme/activities/[activityId]',
		act: 'open',
		at: () => '/programme/activities/new',
		answers: forKeepers(200)
	},
	...(
		[
			['save', 404],
			['look', 404],
			['run', 404],
			['undo', 404],
			['end', 404]
		] as const
	).map(([act, answer]): Row => ({
		route: '/(online)/programme/activities/[activityId]',
		act: `?/${act}`,
		at: () => `/programme/activities/${nobodyElses}`,
		form: () => anActivityForm,
		answers: forKeepers(answer)
	})),
	{
		route: '/(online)/programme/auditors/[personId]',
		act: 'open',
		at: ({ people }) => `/programme/auditors/${people.auditor}`,
		answers: { ...forKeepers(200), auditor: 200 }
	},
	...(['train', 'excuse', 'conflict'] as const).map((act): Row => ({
		route: '/(online)/programme/auditors/[personId]',
		act: `?/${act}`,
		at: ({ people }) => `/programme/auditors/${people.auditor}`,
		form: () => ({}),
		answers: forKeepers(400)
	})),
	{
		route: '/(online)/programme/auditors/[personId]',
		act: '?/leave',
		at: ({ people }) => `/programme/auditors/${people.auditor}`,
		form: () => ({}),
		answers: { ...forKeepers(400), auditor: 400 }
	},
	{
		route: '/(online)/programme/auditors/[personId]',
		act: '?/takeOut',
		at: ({ people }) => `/programme/auditors/${people.auditor}`,
		form: () => ({ list: 'auditor_leave', entry: nobodyElses }),
		answers: { ...forKeepers(404), auditor: 404 }
	},

	{ route: '/(online)/sampling', act: 'open', answers: forSamplers(200) },
	{ route: '/(online)/sampling/new', act: 'open', answers: forSamplers(200) },
	{
		route: '/(online)/sampling/new',
		act: '?/draw',
		form: () => ({ template: 'cj-cp~1', name: 'One more', seed: '417-heron', method: 'simple-random', size: '3' }),
		answers: forSamplers(303)
	},
	...(['', '/statement'] as const).map((page): Row => ({
		route: `/(online)/sampling/[sampleId]${page}`,
		act: 'open',
		at: ({ sample }) => `/sampling/${sample}${page}`,
		answers: { ...office, qa: 200, sm: 404, rest: 403 }
	})),
	...(['docx', 'pdf'] as const).map((type): Row => ({
		route: '/(online)/sampling/[sampleId]/statement/[file]',
		act: 'GET',
		at: ({ sample }) => `/sampling/${sample}/statement/statement.${type}`,
		answers: { ...office, qa: 200, sm: 404, rest: 403 }
	})),
	{ route: '/(online)/templates/bring-in', act: 'open', answers: forQa(200) },
	{ route: '/(online)/templates/bring-in', act: '?/default', form: () => ({ draft: '{}' }), answers: forQa(422) },
	{
		route: '/(online)/templates/[templateId]/take-out',
		act: 'open',
		at: () => '/templates/t29/take-out',
		answers: { ...office, board: 403, rest: 200 }
	},
	...(['json', 'xlsx', 'docx', 'pdf', 'csv'] as const).map((type): Row => ({
		route: '/(online)/templates/[templateId]/take-out/[file]',
		act: 'GET',
		at: () => `/templates/t29/take-out/template.${type}`,
		answers: { ...office, board: 403, rest: 200 }
	})),
	{
		route: '/(online)/sampling/[sampleId]/record',
		act: 'GET',
		at: ({ sample }) => `/sampling/${sample}/record`,
		answers: { ...office, qa: 200, sm: 404, rest: 403 }
	},
	{
		route: '/(online)/sampling/[sampleId]',
		act: '?/replace',
		at: ({ sample }) => `/sampling/${sample}`,
		form: ({ sampleCase }) => ({ case: sampleCase, reason: 'The file is closed to us' }),
		answers: { ...office, qa: 303, sm: 404, rest: 403 }
	},
	{
		route: '/(online)/sampling/[sampleId]/allocate',
		act: 'open',
		at: ({ sample }) => `/sampling/${sample}/allocate`,
		answers: { ...forQa(200), sm: 404 }
	},
	...(
		[
			['share', 200],
			['go', 303]
		] as const
	).map(([act, answer]): Row => ({
		route: '/(online)/sampling/[sampleId]/allocate',
		act: `?/${act}`,
		at: ({ sample }) => `/sampling/${sample}/allocate`,
		form: ({ people, otherCase }) => ({ ...day, who: people.auditor, [`case-${otherCase}`]: people.auditor }),
		answers: { ...forQa(answer), sm: 404 }
	})),

	// Everyone but the board reads templates; a QA manager writes, publishes and retires them.
	...(['', '/preview', '/preview/answer'] as const).map((page): Row => ({
		route: `/(online)/templates/[templateId]${page}`,
		act: 'open',
		at: () => `/templates/t29${page}${page === '/preview/answer' ? '?version=1' : ''}`,
		answers: { ...forReaders(200), ...(page === '/preview/answer' ? { board: 404 } : {}) }
	})),
	{ route: '/(online)/templates', act: 'open', answers: forReaders(200) },
	{
		route: '/(online)/templates/[templateId]/compare',
		act: 'open',
		at: () => '/templates/t29/compare',
		answers: forReaders(200)
	},
	{ route: '/(online)/templates/new', act: 'open', answers: forQa(200) },
	{ route: '/(online)/templates/new', act: '?/default', form: () => ({ title: 'Mine' }), answers: forQa(303) },
	...(['retire', 'upgrade'] as const).map((page): Row => ({
		route: `/(online)/templates/[templateId]/${page}`,
		act: 'open',
		at: () => `/templates/t29/${page}`,
		answers: forQa(200)
	})),
	...(['edit', 'publish'] as const).map((page): Row => ({
		route: `/(online)/templates/[templateId]/${page}`,
		act: 'open',
		at: () => `/templates/own-mine/${page}`,
		answers: forQa(200)
	})),
	...(
		[
			['edit', { version: '1' }, 303],
			['copy', { version: '1', title: 'A copy' }, 303],
			['news', {}, 303],
			['bringBack', {}, 409]
		] as const
	).map(([act, form, answer]): Row => ({
		route: '/(online)/templates/[templateId]',
		act: `?/${act}`,
		at: () => '/templates/t29',
		form: () => form,
		answers: forQa(answer)
	})),
	...(
		[
			['PUT', { revision: 0, draft: {} }, 409],
			['POST', { title: 'Aside', draft: {} }, 409],
			['DELETE', { revision: 0 }, 409]
		] as const
	).map(([act, body, answer]): Row => ({
		route: '/(online)/templates/[templateId]/draft',
		act,
		at: () => '/templates/own-mine/draft',
		json: () => body,
		answers: forQa(answer)
	})),
	{
		route: '/(online)/templates/[templateId]/draft',
		act: 'GET',
		at: () => '/templates/own-mine/draft',
		answers: forQa(200)
	},
	{
		route: '/(online)/templates/[templateId]/publish',
		act: '?/publish',
		at: () => '/templates/own-mine/publish',
		form: () => ({ revision: '0' }),
		answers: forQa(409)
	},
	{
		route: '/(online)/templates/[templateId]/publish',
		act: '?/takeBack',
		at: () => '/templates/own-mine/publish',
		form: () => ({}),
		answers: forQa(303)
	},
	{
		route: '/(online)/templates/[templateId]/retire',
		act: '?/default',
		at: () => '/templates/t29/retire',
		form: () => ({ reason: '' }),
		answers: forQa(400)
	},
	{
		route: '/(online)/templates/[templateId]/upgrade/[auditId]',
		act: 'open',
		at: ({ auditBegun }) => `/templates/cj-cp/upgrade/${auditBegun}`,
		answers: forQa(200)
	},
	{
		route: '/(online)/templates/[templateId]/upgrade/[auditId]',
		act: '?/default',
		at: ({ auditBegun }) => `/templates/cj-cp/upgrade/${auditBegun}`,
		form: () => ({ ver: '0' }),
		answers: forQa(409)
	},

	{ route: '/(online)/people', act: 'open', answers: forAdmin(200) },
	{ route: '/(online)/people/new', act: 'open', answers: forAdmin(200) },
	{
		route: '/(online)/people/new',
		act: '?/default',
		form: () => ({ username: 'robin.new', name: 'Robin New', role: 'auditor', scope: 'own' }),
		answers: forAdmin(200)
	},
	{
		route: '/(online)/people/[personId]',
		act: 'open',
		at: ({ person }) => `/people/${person}`,
		answers: forAdmin(200)
	},
	{
		route: '/(online)/people/[personId]',
		act: '?/change',
		fresh: 'person',
		at: ({ fresh }) => `/people/${fresh}`,
		form: () => ({ username: 'x', name: 'A New Name', role: 'auditor', scope: 'own' }),
		answers: forAdmin(303)
	},
	...(
		[
			['password', 200],
			['leave', 303],
			['comeBack', 303]
		] as const
	).map(([act, answer]): Row => ({
		route: '/(online)/people/[personId]',
		act: `?/${act}`,
		fresh: 'person',
		at: ({ fresh }) => `/people/${fresh}`,
		form: () => ({}),
		answers: forAdmin(answer)
	})),
	{ route: '/(online)/backups', act: 'open', answers: forAdmin(200) },
	{ route: '/(online)/settings', act: 'open', answers: forAdmin(200) },
	{
		route: '/(online)/settings',
		act: '?/default',
		form: () => ({ leaseDays: '14', lockMinutes: '5', keptDays: '14', mayUsePin: 'on' }),
		answers: forAdmin(303)
	},
	{ route: '/(online)/settings/files', act: 'open', answers: forAdmin(200) },
	{
		route: '/(online)/settings/files',
		act: '?/default',
		form: () => ({ personDayBytes: '500', councilBytes: '50' }),
		answers: forAdmin(303)
	},
	{ route: '/(online)/settings/publishing', act: 'open', answers: forAdmin(200) },
	{ route: '/(online)/settings/publishing', act: '?/default', form: () => ({}), answers: forAdmin(303) },
	{ route: '/(online)/tablets', act: 'open', answers: forTabletKeepers(200) },
	{ route: '/(online)/tablets/rescue', act: 'open', answers: forTabletKeepers(200) },
	{ route: '/(online)/tablets/rescue', act: '?/default', form: () => ({}), answers: forTabletKeepers(400) },
	{
		route: '/(online)/tablets/[deviceId]',
		act: 'open',
		at: () => `/tablets/${nobodyElses}`,
		answers: forTabletKeepers(404)
	},
	...(['ask', 'unask', 'allow', 'found', 'trust'] as const).map((act): Row => ({
		route: '/(online)/tablets/[deviceId]',
		act: `?/${act}`,
		at: () => `/tablets/${nobodyElses}`,
		form: () => ({ client: nobodyElses }),
		answers: { ...office, admin: 404, rest: 403 }
	})),
	...(['revoke', 'lost'] as const).map((act): Row => ({
		route: '/(online)/tablets/[deviceId]',
		act: `?/${act}`,
		at: () => `/tablets/${nobodyElses}`,
		form: () => ({ client: nobodyElses, confirm: 'on', reason: 'Lost' }),
		answers: { ...office, admin: 404, rest: 403 }
	})),
	{ route: '/(online)/teams', act: 'open', answers: forAdmin(200) },
	{ route: '/(online)/teams/[teamId]', act: 'open', at: ({ team }) => `/teams/${team}`, answers: forAdmin(200) },
	{
		route: '/(online)/teams/services/[serviceId]',
		act: 'open',
		at: () => '/teams/services/new',
		answers: forAdmin(200)
	},
	...(['team', 'service'] as const).flatMap((kind) =>
		(['keep', 'remove'] as const).map((act): Row => ({
			route: kind === 'team' ? '/(online)/teams/[teamId]' : '/(online)/teams/services/[serviceId]',
			act: `?/${act}`,
			fresh: kind,
			at: ({ fresh }) => (kind === 'team' ? `/teams/${fresh}` : `/teams/services/${fresh}`),
			form: ({ fresh }) => ({ name: `Renamed ${fresh.slice(0, 8)}` }),
			answers: forAdmin(303)
		}))
	),

	// Last, since these end what the others need.
	{ route: '/(open)/sign-out', act: '?/default', form: () => ({}), answers: { rest: 'sign-in' } },
	{ route: '/api/session', act: 'DELETE', answers: { rest: 204 } }
];
