import { expect, test } from 'vitest';
import { readPage, readRuleTable, writeTable } from './ruleTable.ts';

test('every rule of sync has a test that carries its number', () => {
	expect(readRuleTable().missing).toEqual([]);
});

test('docs/sync-rules.md says what the tests say: else `npm run rules`', () => {
	expect(readPage()).toBe(writeTable(readRuleTable()));
});
