import type { ProblemWords } from './ProblemWords.ts';

/** Why a photo or file cannot be attached, and what to do instead. */
export const evidenceProblems: ProblemWords = {
	'evidence.too-large': () =>
		'This file is larger than 25 MB. Save a smaller copy, or only the pages that matter, and add that',
	'evidence.wrong-kind': () => 'This kind of file cannot be added. Use a photo, a PDF or a Word document',
	'evidence.unreadable': () => 'This picture cannot be read. Take it again, or save it as JPEG or PNG',
	'evidence.empty': () => 'This file is empty. Choose another',
	'no-room': () =>
		'There is no room left on this tablet, so the file was not added. Delete photos or apps you do not need, then add it again'
};
