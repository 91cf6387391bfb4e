const words = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** "1 answer", "2 answers"; `many` where an s is not enough. */
export function plural(count: number, one: string, many = `${one}s`): string {
	return `${number(count)} ${count === 1 ? one : many}`;
}

/** 4182 → "4,182". */
export function number(count: number): string {
	return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** In a sentence, up to ten in words. */
export function inWords(count: number): string {
	return words[count] ?? number(count);
}

/** A share as a whole percentage; nothing is rounded to 0% or 100% that is not. */
export function percent(share: number): string {
	if (share > 0 && share < 0.005) return 'under 1%';
	if (share < 1 && share > 0.995) return 'over 99%';
	return `${Math.round(share * 100)}%`;
}

/** "Plans, Visits and Voice". */
export function list(items: readonly string[], last = 'and'): string {
	if (items.length < 2) return items.join('');
	return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

/** A sentence's first letter, for what begins one. */
export function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
