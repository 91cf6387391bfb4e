import { expect, test } from 'vitest';
import { failuresOfPlaywright, failuresOfVitest } from './whatFailed.ts';

test('of Vitest’s report the failed tests are named, and a file that did not load by itself', () => {
	const report = {
		testResults: [
			{
				name: 'a.test.ts',
				status: 'failed',
				assertionResults: [
					{ status: 'passed', fullName: 'holds', failureMessages: [] },
					{ status: 'failed', fullName: 'breaks', failureMessages: [Array(40).fill('a line').join('\n')] }
				]
			},
			{ name: 'b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
			{ name: 'c.test.ts', status: 'passed', assertionResults: [] }
		]
	};
	const failures = failuresOfVitest(report);
	expect(failures.map(({ what }) => what)).toEqual(['a.test.ts: breaks', 'b.test.ts']);
	expect(failures[0]?.why.split('\n')).toHaveLength(25);
	expect(failures[1]?.why).toBe('Cannot find module');
});

test('of Playwright’s report the failed tests are found however deep they are described', () => {
	const failed = {
		ok: false,
		file: 'a.spec.ts',
		title: 'breaks',
		tests: [{ results: [{ errors: [{ message: 'not seen in time' }] }] }]
	};
	const report = { suites: [{ specs: [{ ok: true, title: 'holds' }], suites: [{ specs: [failed] }] }] };
	expect(failuresOfPlaywright(report)).toEqual([{ what: 'a.spec.ts: breaks', why: 'not seen in time' }]);
});

test('of no report nothing is named', () => {
	expect(failuresOfVitest({})).toEqual([]);
	expect(failuresOfPlaywright({})).toEqual([]);
});
