import { expect, test } from 'vitest';
import { readAudit } from '#lib/domain/audits/readAudit.ts';
import type { Field } from '#lib/domain/changes/RecordState.ts';
import { anAudit, aSmallTemplate } from '../../../../../tests/fixtures/records.ts';
import { pointsOf } from './talkingPoints.ts';

const field = (value: string): Field => ({ ver: 1, value, by: 'dana', at: '2026-03-12T10:00:00.000Z' });
const points = (notes: Record<string, string>) =>
	pointsOf(
		readAudit(
			anAudit({}, Object.fromEntries(Object.entries(notes).map(([key, text]) => [`note/${key}`, field(text)]))),
			aSmallTemplate()
		)
	);

test('the closing boxes stand in the order of the sections, and nothing else of the audit does', () => {
	expect(
		points({
			'CJ3.worked': 'Decisions are written down.',
			'CJ2.worked': 'Plain words.',
			'CJ2.needs': 'Dates.',
			'CJ2.1': 'x'
		})
	).toEqual({ worked: ['Plain words.', 'Decisions are written down.'], needs: ['Dates.'] });
});

test('an empty box, and one that says the same again, is no point', () => {
	expect(points({ 'CJ2.worked': ' ', 'CJ2.needs': 'Dates.', 'CJ3.needs': 'Dates.' })).toEqual({
		worked: [],
		needs: ['Dates.']
	});
});
