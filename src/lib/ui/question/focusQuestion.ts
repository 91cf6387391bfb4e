/** The id of the sheet a question stands on. */
export function sheetOf(key: string): string {
	return `q-${key}`;
}

/**
 * Moves focus to a question's sheet rather than to its first box: on a tablet focus in a box brings up the keyboard,
 * and what a button did has to be seen first.
 */
export function focusQuestion(key: string, options: { readonly scroll?: boolean } = {}): void {
	const sheet = document.getElementById(sheetOf(key));
	if (sheet === null) return;
	sheet.focus({ preventScroll: true });
	if (options.scroll === true) sheet.scrollIntoView({ block: 'start' });
}
