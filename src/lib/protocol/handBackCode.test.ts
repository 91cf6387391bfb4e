import { expect, test } from 'vitest';
import { handBackCode } from './handBackCode.ts';

test('the code is the number and how the hash begins, in groups that can be read aloud', () => {
	expect(handBackCode(214, '3fa9c07be1')).toBe('214-3FA9-C07B');
	expect(handBackCode(214, '3fa9c07ce1')).not.toBe(handBackCode(214, '3fa9c07be1'));
});
