import type { ProblemWords } from './ProblemWords.ts';

export const peopleProblems: ProblemWords = {
	'password.too-short': ({ least }) =>
		`Use ${least ?? 12} characters or more. Four words that do not belong together are good`,
	'password.too-long': ({ most }) => `Use ${most ?? 256} characters or fewer`,
	'password.common': () => 'This one is among the first that are guessed. Choose another',
	'password.about-you': () => 'Leave out your name, your council and Dipper',
	'password.repeats': () => 'This is a pattern or the same few characters again. Choose another',
	'password.same': () => 'Choose one that is not the password you were given',
	'password.differs': () => 'The two are not the same. Type it once more',
	'first-run.token-wrong': () => 'This is not the token of the last start. Copy it from the console',
	'first-run.council-missing': () => 'Write the name of your council',
	'person.username-missing': () => 'Write the name they sign in with, such as their work email',
	'person.username-taken': () => 'Someone has this sign-in name already',
	'person.name-missing': () => 'Write their name',
	'person.email-wrong': () => 'Write an email address, like name@council.gov.uk, or leave it empty',
	'person.until-wrong': () => 'Write a date, or leave it empty',
	'person.guest-needs-until': () => 'A guest needs a last day',
	'person.role-missing': () => 'Choose at least one role',
	'person.team-unknown': () => 'This team is not there any more. Choose another',
	'person.scope-unknown': () => 'A team or service is not there any more. Choose how far each role reaches',
	'person.scope-missing': () => 'Choose the team or service that they manage',
	'person.last-administrator': () => 'Dipper needs one administrator. Make someone else one first',
	'team.name-missing': () => 'Write a name',
	'team.name-taken': () => 'This name is taken',
	'team.service-unknown': () => 'This service is not there any more. Choose another',
	'team.person-unknown': () => 'This person is not there any more. Choose another',
	'team.in-use': () => 'People, teams or roles still belong to it. Move them first'
};
