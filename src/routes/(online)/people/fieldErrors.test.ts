import { expect, test } from 'vitest';
import { errorsById, fieldErrors } from './fieldErrors.ts';

test('each problem is said in words, in the summary as beside its control', () => {
	const errors = fieldErrors([{ field: 'name', code: 'person.name-missing' }]);
	expect(errors).toEqual([{ id: 'name', words: 'Write their name' }]);
	expect(errorsById(errors)).toEqual({ name: 'Write their name' });
});
