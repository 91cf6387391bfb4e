import { expect, test, vi } from 'vitest';
import { reportError } from './syncEndpoint.ts';

function said(error: unknown): string {
	const print = vi.spyOn(console, 'error').mockImplementation(() => undefined);
	reportError(error);
	const words = print.mock.calls.flat().join(' ');
	print.mockRestore();
	return words;
}

test('a fault is reported by its kind and its place; its message may hold what a person typed', () => {
	class DatabaseFault extends Error {
		override readonly name = 'DatabaseFault';
	}
	const words = said(new DatabaseFault('invalid input: "quillonmarsh was seen alone"'));
	expect(words).toContain('DatabaseFault');
	expect(words).toContain('syncEndpoint.test.ts');
	expect(words).not.toContain('quillonmarsh');
});

test('what was thrown and is no error is not printed at all', () => {
	expect(said({ note: 'quillonmarsh' })).toBe('sync: object');
	expect(said('quillonmarsh')).toBe('sync: string');
	expect(said(undefined)).toBe('sync: undefined');
});

test('an error without a stack is still reported', () => {
	const bare = new TypeError('quillonmarsh');
	delete bare.stack;
	expect(said(bare)).toBe('sync: TypeError');
});
