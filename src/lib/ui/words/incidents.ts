import { plural } from './numbers.ts';

/** What can happen to a tablet's own records, and what it means for the person. */
export type IncidentCode =
	| 'journal-missing'
	| 'put-back'
	| 'new-client'
	| 'lost'
	| 'digest'
	| 'kept-bound'
	| 'both-gone'
	| 'files-lost'
	| 'rescue-refused';
type Facts = Readonly<Record<string, string | number>>;

const sentences: Record<IncidentCode, (facts: Facts, names: readonly string[]) => string> = {
	'journal-missing': () =>
		'This browser keeps only one copy of your work. Send it whenever there is signal, and do not clear the browser’s data.',
	'put-back': ({ changes = 0 }) =>
		`The browser lost its copy of your work and Dipper put it back from the second one: ${plural(Number(changes), 'change')}. Nothing is missing.`,
	'new-client': () => 'This tablet was copied or put back to an earlier day. Your work goes on; both copies are kept.',
	lost: ({ changes = 0 }) =>
		`${plural(Number(changes), 'change')} made on this tablet could not be found again. The QA manager has been told which.`,
	'kept-bound': ({ changes = 0 }) =>
		`This tablet has let go its own copies of ${plural(Number(changes), 'change')} that the office already has, because no backup was checked in time. Nothing is missing. Tell your Dipper administrator.`,
	'both-gone': ({ changes = 0, sent = 0 }) =>
		`The browser has lost both copies of your work on this tablet. What was sent is safe: ${plural(Number(sent), 'change')}. ${bothGone(Number(changes))} The QA manager is told. Look through what you did last, and enter again what is missing.`,
	'files-lost': ({ files = 0 }, names) =>
		`The browser deleted what was kept here, and ${plural(Number(files), 'photo or paper', 'photos or papers')} with it that ${Number(files) === 1 ? 'was' : 'were'} not at the office yet: ${names.join(', ')}. Your answers are safe. If you still have ${Number(files) === 1 ? 'it' : 'them'}, add ${Number(files) === 1 ? 'it' : 'them'} again; if not, take ${Number(files) === 1 ? 'it' : 'them'} off.`,
	digest: () =>
		'A record on this tablet did not match the office’s and was fetched again. Your own unsent work was not touched.',
	'rescue-refused': () =>
		'The office did not take the sealed work of someone on this tablet. Nothing was deleted. Tell the administrator.'
};

function bothGone(changes: number): string {
	if (changes === 0) return 'Anything done here since the office last heard from this tablet is gone.';
	return `${plural(changes, 'change')} that waited here when the office last heard from it ${changes === 1 ? 'is' : 'are'} gone, and so is anything done since.`;
}

type Told = { readonly code: IncidentCode; readonly facts?: Facts; readonly names?: readonly string[] };

export function incidentWords({ code, facts = {}, names = [] }: Told): string {
	return sentences[code](facts, names);
}
