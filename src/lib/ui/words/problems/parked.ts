import type { ProblemWords } from './ProblemWords.ts';

/** Why a change could not go in (sync.md W1). Each says that it is kept, and who can help. */
export const parkedProblems: ProblemWords = {
	NO_PERMISSION: () => 'This is no longer yours to change. What you wrote is kept, and the QA manager can see it.',
	USER_DEACTIVATED: () => 'Your account was closed before this could go in. It is kept, and the QA manager can see it.',
	TEMPLATE_UNKNOWN: () => 'The questions this belongs to are not known at the office. It is kept for the QA manager.',
	SCHEMA_INVALID: () => 'The office could not read this. It is kept in full for the QA manager.',
	RECORD_LOCKED: () => 'This was signed off before yours came in. It is kept, and can be offered as a late note.',
	RECORD_DELETED: () => 'What this belongs to was taken away at the end of its time. Yours is kept for the QA manager.',
	TOO_LARGE: () => 'This is longer than can be kept in one piece. Shorten it and save it again.',
	SERVER_ERROR: () => 'Something went wrong at the office, and we know of it. Yours is kept and will be looked at.'
};
