import type { Problem } from '#lib/domain/shared/Result.ts';
import { caseloadProblems } from './problems/caseload.ts';
import { evidenceProblems } from './problems/evidence.ts';
import { findingsProblems } from './problems/findings.ts';
import { formProblems } from './problems/form.ts';
import { gradingProblems } from './problems/grading.ts';
import { loopProblems } from './problems/loops.ts';
import { officeProblems } from './problems/office.ts';
import { parkedProblems } from './problems/parked.ts';
import { peopleProblems } from './problems/people.ts';
import { planProblems } from './problems/plan.ts';
import type { ProblemWords } from './problems/ProblemWords.ts';
import { programmeProblems } from './problems/programme.ts';
import { samplingProblems } from './problems/sampling.ts';
import { signInProblems } from './problems/signIn.ts';
import { tabletProblems } from './problems/tablet.ts';
import { draftCheckProblems, draftProblems, publishProblems, templateProblems } from './problems/templates.ts';
import { templateFileProblems } from './problems/templateFiles.ts';
import { waysInProblems } from './problems/waysIn.ts';

/** Every dotted code a person can meet, by subject. A new subject is a new file, named here. */
export const problems: ProblemWords = {
	...caseloadProblems,
	...evidenceProblems,
	...findingsProblems,
	...formProblems,
	...gradingProblems,
	...loopProblems,
	...officeProblems,
	...parkedProblems,
	...peopleProblems,
	...planProblems,
	...programmeProblems,
	...samplingProblems,
	...signInProblems,
	...tabletProblems,
	...draftCheckProblems,
	...draftProblems,
	...publishProblems,
	...templateFileProblems,
	...templateProblems,
	...waysInProblems
};

/** The sentence for a problem. A code without words is our mistake, so it says what can be done. */
export function problemWords(problem: Problem): string {
	const words = Object.hasOwn(problems, problem.code) ? problems[problem.code] : undefined;
	return words?.(problem.facts ?? {}) ?? 'That did not work. What you wrote is kept; try once more.';
}
