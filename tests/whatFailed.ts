/** What failed in a step, read from what its tool reported: said again below everything, where it is not lost. */
import { existsSync, readFileSync } from 'node:fs';

export type Failure = { readonly what: string; readonly why: string };

/** Lines of one reason that are said again; the whole stands where it happened. */
const longestReason = 25;

/** From Vitest's JSON report. */
export function failuresOfVitest(report: Record<string, unknown>): Failure[] {
	return list(report.testResults).flatMap((file) => {
		const failed = list(file.assertionResults)
			.filter((test) => test.status === 'failed')
			.map((test) => ({
				what: `${text(file.name)}: ${text(test.fullName)}`,
				why: shorten(texts(test.failureMessages).join('\n'))
			}));
		if (failed.length > 0 || file.status !== 'failed') return failed;
		return [{ what: text(file.name), why: shorten(text(file.message)) }];
	});
}

/** From Playwright's JSON report, whose suites hold suites. */
export function failuresOfPlaywright(report: Record<string, unknown>): Failure[] {
	const ofSuite = (suite: Record<string, unknown>): Failure[] => [
		...list(suite.specs)
			.filter((spec) => spec.ok === false)
			.map((spec) => ({
				what: `${text(spec.file)}: ${text(spec.title)}`,
				why: shorten(
					list(spec.tests)
						.flatMap((test) => list(test.results))
						.flatMap((result) => list(result.errors))
						.map((error) => text(error.message))
						.join('\n')
				)
			})),
		...list(suite.suites).flatMap(ofSuite)
	];
	return list(report.suites).flatMap(ofSuite);
}

export function readReport(file: string): Record<string, unknown> {
	if (!existsSync(file)) return {};
	return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

function shorten(reason: string): string {
	return reason.split('\n').slice(0, longestReason).join('\n');
}

function list(value: unknown): Record<string, unknown>[] {
	return Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
}

function texts(value: unknown): string[] {
	return Array.isArray(value) ? value.map(text) : [];
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
