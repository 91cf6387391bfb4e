import type { ProblemWords } from './ProblemWords.ts';

export const signInProblems: ProblemWords = {
	'sign-in.wrong': () => 'The name or the password is wrong',
	'sign-in.too-many': ({ minutes }) => `Too many tries. Wait ${minutes ?? 15} minutes and try again`,
	'sign-in.code-required': () => 'Write the six figures from your authenticator',
	'sign-in.deactivated': () => 'This account is closed. Speak to your QA manager'
};
