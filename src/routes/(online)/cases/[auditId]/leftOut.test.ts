import { expect, test } from 'vitest';
import { upgradeAudit } from '#lib/domain/audits/upgradeAudit.ts';
import type { Field } from '#lib/domain/changes/RecordState.ts';
import { removeQuestion } from '#lib/domain/templates/editing/editDraft.ts';
import { anAudit, aSmallTemplate } from '../../../../../tests/fixtures/records.ts';
import { drawLeftOut } from './leftOut.ts';

const today = '2026-03-12';
const by = { by: 'qa', at: '2026-03-12T12:00:00.000Z' };
const field = (value: string): Field => ({ ver: 1, value, by: 'ada', at: '2026-03-11T09:00:00.000Z' });
const before = aSmallTemplate();
const after = { ...removeQuestion(removeQuestion(before, 'CJ1.1'), 'CJ2.3'), version: 2 };

test('an audit that kept its version left nothing out', () => {
	expect(drawLeftOut(anAudit({}, { 'answer/CJ1.1': field('safe') }), before, [], today)).toEqual([]);
});

test('what the newer version does not ask stands as it was asked, in words, also what came after the move', () => {
	const audit = anAudit({}, { 'answer/CJ1.1': field('safe'), 'note/CJ1.1': field('Seen on Tuesday') });
	const { record } = upgradeAudit(audit, before, after, by);
	const came: [string, Field] = ['answer/CJ2.3', field('drifting')];
	const late = { ...record, fields: new Map([...record.fields, came]) };
	expect(drawLeftOut(late, after, [before], today)).toEqual([
		{ key: 'CJ1.1', number: '1.1', text: 'Question CJ1.1?', note: 'Seen on Tuesday', answer: 'Safe' },
		{ key: 'CJ2.3', number: '2.3', text: 'Question CJ2.3?', note: '', answer: 'Drifting' }
	]);
});
