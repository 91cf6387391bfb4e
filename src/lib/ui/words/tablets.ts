import { number, plural } from './numbers.ts';

type Facts = { readonly browser: string; readonly system: string; readonly form: string };

const browsers: Readonly<Record<string, string>> = {
	chromium: 'Chromium',
	edge: 'Edge',
	firefox: 'Firefox',
	safari: 'Safari'
};
const systems: Readonly<Record<string, string>> = {
	android: 'Android',
	ipados: 'iPad',
	ios: 'iPhone',
	windows: 'Windows',
	macos: 'Mac',
	linux: 'Linux',
	chromeos: 'ChromeOS'
};
const forms: Readonly<Record<string, string>> = { tablet: 'tablet', phone: 'phone', computer: 'computer' };

/** "Chromium on Android tablet": enough to tell two apart in a list. */
export function deviceWords(facts: Facts | null): string {
	if (facts === null) return 'Tablet not described yet';
	const browser = browsers[facts.browser] ?? 'A browser';
	const system = systems[facts.system];
	const form = forms[facts.form] ?? 'tablet';
	if (system === 'iPad' || system === 'iPhone') return `${browser} on ${system}`;
	return `${browser} on ${system === undefined ? form : `${system} ${form}`}`;
}

export const standingWords: Readonly<Record<'active' | 'asked' | 'revoked' | 'wiped', string>> = {
	active: '',
	asked: 'Asked to send and wipe',
	revoked: 'Taken off',
	wiped: 'Wiped'
};

type Told = Readonly<Record<string, number | string>>;
const count = (facts: Told, name: string) => Number(facts[name] ?? 0);

const sentences: Readonly<Record<string, (facts: Told) => string>> = {
	'put-back': (facts) =>
		`The browser lost its store; the second copy gave back ${plural(count(facts, 'changes'), 'change')}. Nothing is missing.`,
	'journal-missing': () => 'This browser keeps one copy of the work, not two.',
	'new-client': () => 'The tablet was copied or put back to an earlier day. It took a new name; both copies are kept.',
	digest: (facts) => `${plural(count(facts, 'records'), 'record')} did not match the office’s and came again.`,
	'copies-gone': (facts) =>
		facts.lostFrom === undefined
			? `The tablet lost both its copies. All ${plural(count(facts, 'serverN'), 'change')} it had made are at the office.`
			: `The tablet lost both its copies. Lost for good: changes ${facts.lostFrom} to ${facts.lostTo}. Those up to ${facts.serverN} are at the office. Ask its person what they did last.`,
	'other-device-key': () =>
		'The tablet signs with another key than before: its browser lost its store, or it is another tablet.',
	'other-seal': () => 'Work of this person is sealed under another key than before.',
	'both-gone': (facts) =>
		`The tablet lost both its copies. ${plural(count(facts, 'sent'), 'change')} of its person ${count(facts, 'sent') === 1 ? 'is' : 'are'} at the office; ${count(facts, 'changes') === 0 ? 'none' : number(count(facts, 'changes'))} of those it had told of never came. Ask what was done last.`,
	lost: (facts) =>
		`${plural(count(facts, 'changes'), 'change')} went with an older backup: the tablet had let go its own copy, and the office no longer has it.`,
	'kept-bound': (facts) =>
		`The tablet let go its own copy of ${plural(count(facts, 'changes'), 'change')} that no checked backup was known to hold.`,
	'files-lost': (facts) =>
		`The tablet lost its store, and ${plural(count(facts, 'files'), 'photo or paper', 'photos or papers')} with it that had not been sent. Its person was told which.`,
	'rescue-refused': () => 'The tablet tried to send sealed work and was refused. Nothing was deleted there.'
};

/** What a tablet told of, for whoever looks after tablets; codes of a later build stand as they are. */
export function tabletIncidentWords(code: string, facts: Told): string {
	const figures = Object.entries(facts).map(([name, value]) => `${name} ${value}`);
	return sentences[code]?.(facts) ?? [code, ...figures].join(', ');
}

const reasons: Readonly<Record<string, string>> = {
	forgotten: 'the passphrase was forgotten',
	lapsed: 'the tablet was away too long',
	revoked: 'the tablet was taken off the list',
	deactivated: 'the person has left',
	asked: 'an administrator asked',
	standing: 'the tablet was wiped',
	file: 'a rescue file'
};

/** "3 applied, 1 for someone to decide, because the passphrase was forgotten". */
export function receiptWords(receipt: {
	readonly why: string;
	readonly applied: number;
	readonly parked: number;
	readonly known: number;
	readonly unread: number;
	readonly files: number;
}): string {
	const { applied, parked, known, unread, files } = receipt;
	const parts = [
		...(applied > 0 ? [`${applied} applied`] : []),
		...(parked > 0 ? [`${parked} for someone to decide`] : []),
		...(known > 0 ? [`${known} known already`] : []),
		...(unread > 0 ? [`${unread} could not be opened and are kept sealed`] : []),
		...(files > 0 ? [plural(files, 'photo or paper', 'photos or papers')] : [])
	];
	return `${parts.length === 0 ? 'Nothing was left to send' : parts.join(', ')}: ${reasons[receipt.why] ?? receipt.why}`;
}

type Leaving = {
	readonly name: string;
	readonly state: 'sending' | 'waits' | 'gone';
	readonly sent: number;
	readonly files: number;
	readonly lost: number;
};

/** On the tablet, to whoever holds it: what is happening to someone's work here. */
export function departureWords({ name, state, sent, files, lost }: Leaving): string {
	if (state === 'sending') return `${name}’s work is being sent to the office, sealed.`;
	if (state === 'waits')
		return `${name}’s work should leave this tablet and has not reached the office yet. It stays here, sealed, and is sent as soon as there is signal.`;
	const went = [
		...(sent > 0 ? [plural(sent, 'change')] : []),
		...(files > 0 ? [plural(files, 'photo or paper', 'photos or papers')] : [])
	];
	const what = went.length === 0 ? 'Nothing of it was waiting.' : `${went.join(' and ')} went to the office first.`;
	const gone =
		lost === 0
			? ''
			: ` ${plural(lost, 'photo or paper', 'photos or papers')} could not be read any more: add them again.`;
	return `${name}’s work was taken off this tablet. ${what}${gone}`;
}

const rescueProblems: Readonly<Record<string, string>> = {
	NO_FILE: 'Choose the file whose name ends in .dipper-rescue',
	RESCUE_FILE: 'This is not a rescue file of Dipper. Choose the file that the tablet made',
	ENVELOPE: 'The file was cut short or changed. Make it again on the tablet',
	SIGNATURE: 'The file is not signed by a tablet known here. If the tablet has a new key, trust it on its page first',
	CLIENT_UNKNOWN: 'No tablet of this council made this file',
	SEAL: 'The file is not sealed by the person it says it is of',
	RECOVERY_KEY: 'The key that opens this file is not on this server. Ask who runs it to put its recovery keys back',
	RECOVERY_WRAP: 'The file does not open with this council’s key'
};

export function rescueProblemWords(code: string): string {
	return rescueProblems[code] ?? `The file could not be taken (${code}). Nothing was lost; try again`;
}
