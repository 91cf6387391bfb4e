/** Light, dark, or as the device has it. A mark of this browser, before anyone unlocks; it tells nothing of anyone. */
export const appearances = ['device', 'light', 'dark'] as const;
export type Appearance = (typeof appearances)[number];

const key = 'dipper-appearance';

/** Where cookies and storage are refused there is nothing to read, and the device decides. */
export function readAppearance(): Appearance {
	if (typeof document === 'undefined') return 'device';
	try {
		const kept = localStorage.getItem(key);
		return appearances.find((one) => one === kept) ?? 'device';
	} catch {
		return 'device';
	}
}

export function chooseAppearance(appearance: Appearance): void {
	showAppearance(appearance);
	try {
		if (appearance === 'device') localStorage.removeItem(key);
		else localStorage.setItem(key, appearance);
	} catch (error) {
		console.warn(error instanceof Error ? error.name : 'the choice lasts until the page is closed');
	}
}

/** Makes the page look as was chosen here; does nothing on the server. */
export function showAppearance(appearance: Appearance = readAppearance()): void {
	if (typeof document === 'undefined') return;
	if (appearance === 'device') delete document.documentElement.dataset.theme;
	else document.documentElement.dataset.theme = appearance;
}
