import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anAudit, aSmallTemplate } from '../../../../tests/fixtures/records.ts';
import type { AnswerValue } from '../changes/Change.ts';
import type { Field, Json } from '../changes/RecordState.ts';
import { changeQuestion, moveQuestion, removeQuestion } from '../templates/editing/editDraft.ts';
import type { Template } from '../templates/Template.ts';
import { previewUpgrade, readSetAside, upgradeAudit } from './upgradeAudit.ts';

const by = { by: 'qa', at: '2026-03-12T12:00:00.000Z' };
const field = (value: Json): Field => ({ ver: 3, value, by: 'ada', at: '2026-03-11T09:00:00.000Z', client: 'c' });
const before = aSmallTemplate();
const answered = anAudit(
	{},
	{
		'answer/CJ1.1': field('safe'),
		'answer/CJ2.1': field('yes'),
		'answer/CJ2.3': field('drifting'),
		'answer/CJ2.4~2': field(3),
		'note/CJ2.1': field('On page four of the plan'),
		'note/CJ2.worked': field('The visits'),
		'grade/CJ2/ada': field({ grade: 'good', reason: '' })
	}
);
const next = (edit: (template: Template) => Template): Template => ({ ...edit(before), version: 2 });

test('where nothing changed everything carries over', () => {
	const { carried, reworded, fresh, setAside, ungraded } = previewUpgrade(
		answered,
		before,
		next((same) => same)
	);
	expect(carried.map(({ id }) => id)).toEqual(['CJ1.1', 'CJ2.1', 'CJ2.3', 'CJ2.4']);
	expect([reworded, fresh, setAside, ungraded]).toEqual([[], [], [], []]);
});

test('an option that went takes its answer with it, to be read and not to be counted', () => {
	const after = next((draft) =>
		changeQuestion(draft, 'CJ2.3', {
			options: [
				{ id: 'achieved', label: 'Achieved' },
				{ id: 'c', label: 'C' }
			]
		})
	);
	const { record, written } = upgradeAudit(answered, before, after, by);
	expect(record.fields.get('answer/CJ2.3')).toMatchObject({ value: null, by: 'qa', client: null });
	expect(readSetAside(record)).toMatchObject([{ key: 'CJ2.3', value: 'drifting', text: 'Question CJ2.3?' }]);
	expect([...written].sort()).toEqual(['answer/CJ2.3', `upgrade/${record.ver}`]);
});

test('repeats, closing boxes and grades go with their section', () => {
	const after = next((draft) => ({ ...draft, sections: draft.sections.filter(({ id }) => id !== 'CJ2') }));
	const { setAside, ungraded } = previewUpgrade(answered, before, after);
	expect(setAside.map(({ key, note }) => [key, note])).toEqual([
		['CJ2.1', 'On page four of the plan'],
		['CJ2.3', ''],
		['CJ2.4~2', ''],
		['CJ2.worked', 'The visits']
	]);
	expect(ungraded).toEqual(['Plans and planning']);
});

test('twice moved, what was set aside at each move can be read', () => {
	const second = next((draft) => removeQuestion(draft, 'CJ1.1'));
	const third = { ...removeQuestion(second, 'CJ2.1'), version: 3 };
	const once = upgradeAudit(answered, before, second, by).record;
	const twice = upgradeAudit(once, second, third, by).record;
	expect(readSetAside(twice).map(({ key }) => key)).toEqual(['CJ2.1', 'CJ1.1']);
	expect(twice.head).toMatchObject({ template: { ver: 3 }, earlier: [{ ver: 1 }, { ver: 2 }] });
});

test('nothing answered is lost, whatever the newer version is', () => {
	const ids = before.sections.flatMap(({ questions }) => questions.map(({ id }) => id));
	const anyEdit = fc.record({ id: fc.constantFrom(...ids), how: fc.constantFrom('remove', 'kind', 'words', 'move') });
	fc.assert(
		fc.property(fc.array(anyEdit, { maxLength: 5 }), (edits) => {
			const after = next((draft) =>
				edits.reduce((now, { id, how }) => {
					if (how === 'remove') return removeQuestion(now, id);
					if (how === 'move') return moveQuestion(now, id, 0, 'CJ3');
					return changeQuestion(
						now,
						id,
						how === 'words' ? { text: 'Otherwise?' } : { kind: 'rag', options: undefined }
					);
				}, draft)
			);
			const { record } = upgradeAudit(answered, before, after, by);
			const readable = new Map(readSetAside(record).map(({ key, value }) => [key, value]));
			for (const [key, { value }] of answered.fields) {
				if (!key.startsWith('answer/')) continue;
				const here = record.fields.get(key)?.value as AnswerValue | null;
				expect(here ?? readable.get(key.slice('answer/'.length))).toEqual(value);
			}
			const preview = previewUpgrade(answered, before, after);
			const told = [
				...preview.carried.map(({ id }) => id),
				...preview.reworded.map((one) => one.after.id),
				...preview.setAside.map(({ key }) => key.split('~')[0])
			];
			for (const id of ['CJ1.1', 'CJ2.1', 'CJ2.3', 'CJ2.4']) expect(told.filter((one) => one === id)).toHaveLength(1);
		})
	);
});
