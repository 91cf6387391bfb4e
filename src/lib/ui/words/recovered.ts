/** For the QA manager: why a change stayed outside, and what either decision would do. */
const whys: Readonly<Record<string, string>> = {
	NO_PERMISSION:
		'When it came in, its author no longer had this record. Put in, it stands in their name by your decision; put aside, the record stays as it is.',
	USER_DEACTIVATED:
		'Its author’s account was closed before it came in. Put in, it stands in their name by your decision.',
	TEMPLATE_UNKNOWN:
		'It was written against questions that this record was not begun with. Read it before you put it in.',
	SCHEMA_INVALID:
		'It could not be read as it stands, so it can rarely be put in. Read it, enter what matters by hand, then put it aside.',
	RECORD_LOCKED:
		'The audit was signed off before it came in. Put in, it stands as an amendment: what was signed off stays in history.',
	RECORD_DELETED: 'What it belongs to was deleted at the end of its time. It can only be read and put aside.',
	TOO_LARGE: 'It is longer than can be kept in one piece. Ask its author to shorten it, then put this one aside.',
	SERVER_ERROR: 'The server failed on it. Put it in: if it fails again, tell whoever runs Dipper for you.'
};

export function parkedForManager(code: string): string {
	return whys[code] ?? 'It could not go in. It is kept whole: read it, then decide.';
}

const labels: Readonly<Record<string, string>> = {
	question: 'Question',
	value: 'Answer',
	text: 'What was written',
	note: 'Note',
	section: 'Section',
	grade: 'Grade',
	reason: 'Reason',
	from: 'Who it is from',
	concern: 'Concern',
	whom: 'Who was told',
	how: 'How',
	finding: 'Finding',
	what: 'What will be done',
	difference: 'What will be different',
	owner: 'Owner',
	dueOn: 'Due',
	level: 'Level',
	verdict: 'Verdict',
	why: 'Why',
	name: 'File'
};

/** What a part of a change is called by people; a part of next year's keeps its own name. */
export function partLabel(member: string): string {
	return Object.hasOwn(labels, member) ? (labels[member] ?? member) : member;
}
