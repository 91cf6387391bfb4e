import { expect, test } from 'vitest';
import { z } from 'zod';
import { readJson, writeJson } from './json.ts';

const shape = z.object({ size: z.number() });

test('what is written is read back', () => {
	expect(readJson(writeJson({ size: 3 }), shape)).toEqual({ size: 3 });
});

test('what is not of the shape is an error, whoever wrote it', () => {
	expect(() => readJson('{"size":"3"}', shape)).toThrow();
	expect(() => readJson('{', shape)).toThrow();
});

test('nothing cannot be written', () => {
	expect(() => writeJson(undefined)).toThrow('nothing to write');
});
