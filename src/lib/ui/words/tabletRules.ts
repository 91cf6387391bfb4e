/** Beside a box whose number is out of its bounds. */
export function ruleBoundsWords({ least, most }: { readonly least: number; readonly most: number }): string {
	return `Write a number from ${least} to ${most}`;
}
