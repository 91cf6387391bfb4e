import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { AlertRule, Question, Template } from '#lib/domain/templates/Template.ts';
import { shippedTemplates } from './shippedTemplates.ts';

// The question sets as designed, where the design of record stands beside the project.
const page = '../shared/domain/question-sets.md';
const isThere = existsSync(page);

type Row = { id: string; isDip: boolean; kinds: string[]; alert: string };

/** One row of a table: `| T29.1 • | Question | ynp | Good looks like | P |`. */
function rowsOf(lines: readonly string[]): Row[] {
	return lines.flatMap((line) => {
		const [, id, , kind, , alert] = line.split('|').map((cell) => cell.trim());
		const match = /^([A-Z]+[0-9]*\.?[0-9G]+)( •)?$/.exec(id ?? '');
		if (match?.[1] === undefined) return [];
		const kinds = (kind ?? '').split('+').map((one) => one.trim());
		return [{ id: match[1], isDip: match[2] !== undefined, kinds, alert: alert ?? '' }];
	});
}

function designed(begins: string): Row[] {
	const lines = readFileSync(page, 'utf8').split('\n');
	const from = lines.findIndex((line) => line.startsWith(begins));
	const end = lines.findIndex((line, index) => index > from && /^(## |### |\*\*[A-Z]+ — )/.test(line));
	return rowsOf(lines.slice(from, end));
}

const sets = [
	['cj', '## 2.1 ', 70],
	['cj-eh', '**EH — ', 9],
	['cj-fd', '**FD — ', 10],
	['cj-cin', '**CIN — ', 8],
	['cj-cp', '**CP — ', 10],
	['cj-cla', '**CLA — ', 13],
	['cj-cl', '**CL — ', 12],
	['cj-plo', '**PLO — ', 11],
	['cj-fa', '**FA — ', 10],
	['t01', '### T01 ', 10],
	['t02', '### T02 ', 10],
	['t03', '### T03 ', 7],
	['t04', '### T04 ', 8],
	['t05', '### T05 ', 7],
	['t06', '### T06 ', 10],
	['t07', '### T07 ', 12],
	['t08', '### T08 ', 7],
	['t09', '### T09 ', 14],
	['t10', '### T10 ', 12],
	['t11', '### T11 ', 8],
	['t12', '### T12 ', 8],
	['t13', '### T13 ', 12],
	['t14', '### T14 ', 9],
	['t15', '### T15 ', 10],
	['t16', '### T16 ', 8],
	['t17', '### T17 ', 10],
	['t18', '### T18 ', 10],
	['t19', '### T19 ', 6],
	['t20', '### T20 ', 9],
	['t21', '### T21 ', 8],
	['t22', '### T22 ', 10],
	['t23', '### T23 ', 8],
	['t24', '### T24 ', 10],
	['t25', '### T25 ', 7],
	['t26', '### T26 ', 7],
	['t27', '### T27 ', 8],
	['t28', '### T28 ', 6],
	['t29', '### T29 ', 6],
	['t30', '### T30 ', 7],
	['t31', '### T31 ', 6],
	['t32', '### T32 ', 6],
	['t33', '### T33 ', 8],
	['t34', '### T34 ', 8]
] as const;

const shipped = isThere ? shippedTemplates() : [];

function templateOf(id: string): Template {
	const found = shipped.find((template) => template.id === id);
	if (found === undefined) throw new Error(id);
	return found;
}

/** A question of two kinds is split into `a` and `b` (sync.md P12); CJ10.2 is four. */
function questionsFor(template: Template, id: string): Question[] {
	const isPart = (one: string) => one === id || (one.startsWith(id) && /^[a-z]$/.test(one.slice(id.length)));
	return template.sections.flatMap((section) => section.questions).filter((question) => isPart(question.id));
}

function alertsFor(template: Template, id: string): readonly AlertRule[] {
	const parts = template.sections.flatMap((section) => section.builtIn ?? []).filter((part) => part.id === id);
	return [...questionsFor(template, id), ...parts].flatMap((one) => one.alerts);
}

const levels = { S: 'same-day', P: 'priority' } as const;

/** The letters of an alert cell: "P; S at twice the clock" → priority, same-day. */
function levelsIn(cell: string): string[] {
	return cell.split(';').flatMap((part) => {
		const letter = part.trim().charAt(0);
		return letter === 'S' || letter === 'P' ? [levels[letter]] : [];
	});
}

test.skipIf(!isThere).each(sets)('%s has every row of its set', (id, begins, count) => {
	const template = templateOf(id);
	const rows = designed(begins).filter((row) => !row.id.endsWith('.G'));
	expect(rows.length).toBe(count);
	const parts = template.sections.flatMap((section) => section.builtIn ?? []).map((part) => part.id);
	for (const row of rows) {
		expect
			.soft([...questionsFor(template, row.id).map((one) => one.id), ...parts], row.id)
			.toEqual(expect.arrayContaining([expect.stringMatching(new RegExp(`^${row.id}[a-d]?$`))]));
	}
});

test.skipIf(!isThere).each(sets)('%s asks for the kinds of its set', (id, begins) => {
	const template = templateOf(id);
	for (const row of designed(begins)) {
		const questions = questionsFor(template, row.id);
		if (questions.length === 0) continue;
		expect.soft(new Set(questions.map((question) => question.kind)), row.id).toEqual(new Set(row.kinds));
	}
});

test.skipIf(!isThere).each(sets)('%s raises the alerts of its set, and no others', (id, begins) => {
	const template = templateOf(id);
	for (const row of designed(begins)) {
		const alerts = alertsFor(template, row.id);
		expect.soft(new Set(alerts.map((alert) => alert.level)), row.id).toEqual(new Set(levelsIn(row.alert)));
	}
});

test.skipIf(!isThere).each(sets)('%s keeps the words in which an alert is qualified', (id, begins) => {
	const template = templateOf(id);
	const qualified = designed(begins).filter(({ alert }) => / (if|at|on|over) (?!Inadequate)/.test(alert));
	const unsaid = qualified.filter((row) => alertsFor(template, row.id).every((alert) => alert.says === undefined));
	expect(unsaid.map((row) => row.id)).toEqual([]);
});

test.skipIf(!isThere).each(sets)('%s marks the rows of the dip sample', (id, begins) => {
	const template = templateOf(id);
	for (const row of designed(begins)) {
		const isDip = questionsFor(template, row.id).some((question) => question.dip);
		expect.soft(isDip, row.id).toBe(row.isDip);
	}
});

test.skipIf(!isThere)('the sections that have a grade in the set are the graded ones', () => {
	const grades = designed('## 2.1 ').filter((row) => row.id.endsWith('.G'));
	const graded = templateOf('cj').sections.filter((section) => section.graded);
	expect(graded.map((section) => `${section.id}.G`)).toEqual(grades.map((row) => row.id));
});

test.skipIf(!isThere)('the case profile has every line of its paragraph', () => {
	const words = readFileSync(page, 'utf8').matchAll(/`(CJ0\.\d+)`/g);
	const ids = [...words].map((match) => match[1] ?? '');
	expect(ids.length).toBe(11);
	for (const id of ids) expect.soft(questionsFor(templateOf('cj'), id).length, id).toBeGreaterThan(0);
});
