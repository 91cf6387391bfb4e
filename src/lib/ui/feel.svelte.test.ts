import { afterEach, expect, test, vi } from 'vitest';
import { feelChoice } from './feel.ts';

afterEach(() => vi.restoreAllMocks());

function motion(isReduced: boolean) {
	vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: isReduced } as MediaQueryList);
	return vi.spyOn(navigator, 'vibrate').mockReturnValue(true);
}

test('a choice is felt for a moment', () => {
	const vibrate = motion(false);
	feelChoice();
	expect(vibrate).toHaveBeenCalledExactlyOnceWith(8);
});

test('not by whoever asked for less motion', () => {
	const vibrate = motion(true);
	feelChoice();
	expect(vibrate).not.toHaveBeenCalled();
});
