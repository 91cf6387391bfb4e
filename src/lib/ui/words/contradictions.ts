/** What hardly goes together, in a sentence; the questions stand after it as links. */
const sentences: Readonly<Record<string, string>> = {
	'plan-dated-long-ago': 'The plan is called up to date, and it is dated over a year ago:',
	'plan-updated-long-ago': 'Plans are graded Good or better, and the plan was last updated over a year ago:',
	'safe-with-unnamed-risk': 'The child is called safe, and not every risk is answered in the plan:',
	'safe-and-not-seen': 'The child is called safe, and was last seen over two months ago:',
	'visits-in-time-and-not-seen': 'Visits are in time, and the child was last seen over two months ago:',
	'oversight-good-and-supervision-late': 'Oversight is graded Outstanding, and supervision was late:',
	'assessment-good-and-late': 'Assessments are graded Outstanding, and the assessment was late:',
	'record-good-and-summary-old': 'The record is graded Good or better, and its summary is over a year old:',
	'visit-true-and-recording-late': 'The date of the visit is called true, and the delay one of recording only:',
	'safe-and-not-visited': 'The child is called safe, and the visit is truly overdue:',
	'enough-and-not-safe': 'No full audit is needed, and the child is not called safe:',
	'theme-good-and-not-safe': 'The theme is graded Good or better, and the child is not called safe:',
	'date-to-come': 'This date has not come yet:',
	'dates-backwards': 'The second date is before the first:',
	'grade-over-mostly-no': 'The section is graded Good or better, and most of its answers are No:',
	'same-note': 'The same words stand as evidence for three questions or more, beginning with:'
};

export function contradictionWords(rule: string): string {
	return sentences[rule] ?? 'Two things here hardly go together:';
}
