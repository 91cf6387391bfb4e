import type { Rag } from '#lib/domain/plan/PlanItem.ts';

/** The colour that a cell is filled with, RRGGBB, where it is plainly red, amber (or yellow) or green; else null. */
export function ragOfFill(fill: string): Rag | null {
	if (!/^[0-9a-f]{6}$/i.test(fill)) return null;
	const [red, green, blue] = [0, 2, 4].map((at) => parseInt(fill.slice(at, at + 2), 16)) as [number, number, number];
	const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
	// Pale tints and greys are how tables are made easy to read, not what anybody thinks of an action.
	if (most < 90 || (most - least) / most < 0.5) return null;
	const hue = hueOf({ red, green, blue, most, span: most - least });
	if (hue < 18 || hue > 342) return 'red';
	if (hue <= 66) return 'amber';
	return hue >= 78 && hue <= 170 ? 'green' : null;
}

type Parts = Readonly<Record<'red' | 'green' | 'blue' | 'most' | 'span', number>>;

/** In degrees, as every wheel of colours has it: red 0, green 120, blue 240. */
function hueOf({ red, green, blue, most, span }: Parts): number {
	if (most === red) return (60 * ((green - blue) / span) + 360) % 360;
	return most === green ? 60 * ((blue - red) / span) + 120 : 60 * ((red - green) / span) + 240;
}
