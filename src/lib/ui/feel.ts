/** A touch so short that it is felt and not heard, in milliseconds. */
const touch = 8;

/**
 * A choice that was taken is felt in the hand, where the device can, for whoever looks at the worker and not at the
 * screen. Not for those who asked for less motion.
 */
export function feelChoice(): void {
	if (!('vibrate' in navigator) || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
	navigator.vibrate(touch);
}
