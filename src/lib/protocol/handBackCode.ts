/**
 * A short code over the last change that the server acknowledged: its number, and how its hash begins. A tablet prints it
 * when it is handed back, the server shows its own beside that tablet, and a person can compare the two by eye.
 */
export function handBackCode(n: number, h: string): string {
	const start = h.slice(0, 8).toUpperCase();
	return `${n}-${start.slice(0, 4)}-${start.slice(4)}`;
}
