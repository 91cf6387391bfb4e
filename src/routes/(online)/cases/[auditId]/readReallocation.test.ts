import { expect, test } from 'vitest';
import { readReallocation } from './readReallocation.ts';

const head = { auditor: 'dana', dueOn: '2026-03-17' };
function read(given: Record<string, string>) {
	const form = new FormData();
	for (const [name, value] of Object.entries(given)) form.set(name, value);
	return readReallocation(form, head);
}
const due = (day: string) => ({ 'moved-day': day, 'moved-month': '3', 'moved-year': '2026' });

test('an audit goes to someone else for a reason, its due date as it was', () => {
	expect(read({ auditor: 'tom', why: 'Leave', ...due('17') })).toEqual({ ok: true, auditor: 'tom', reason: 'Leave' });
});

test('a new due date goes with it', () => {
	expect(read({ auditor: 'tom', why: 'Leave', ...due('24') })).toMatchObject({ dueOn: '2026-03-24' });
});

test('each thing that is missing or wrong is said beside its own field', () => {
	const wrong = (given: Record<string, string>) => {
		const asked = read(given);
		return asked.ok ? [] : asked.errors.map(({ id }) => id);
	};
	expect(wrong({})).toEqual(['auditor', 'why']);
	expect(wrong({ auditor: 'dana', why: 'Leave' })).toEqual(['auditor']);
	expect(wrong({ auditor: 'tom', why: 'Leave', ...due('32') })).toEqual(['moved']);
});
