import type { ChoiceLayout } from './Choice.ts';

export function layoutClass(layout: ChoiceLayout): string {
	return layout === 'column' ? '' : `choices--${layout}`;
}
