/** After how many minutes untouched a tablet locks: 1 to 15 (SPEC.md V3). */
export const lockChoices = Array.from({ length: 15 }, (_, index) => ({
	value: String(index + 1),
	label: index === 0 ? '1 minute' : `${index + 1} minutes`
}));
