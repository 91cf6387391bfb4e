import { expect, test } from 'vitest';
import { fieldOf, manyActs, readManyMove } from './readManyMove.ts';

const form = (fields: Readonly<Record<string, string>>) => {
	const made = new FormData();
	for (const [name, value] of Object.entries(fields)) made.set(name, value);
	return made;
};
const date = { 'many-extend-dueOn-day': '1', 'many-extend-dueOn-month': '4', 'many-extend-dueOn-year': '2026' };

test('each act reads its own fields and no other’s', () => {
	const all = form({
		...date,
		'many-transfer-owner': 'tom',
		'many-transfer-reason': ' Ada has left ',
		'many-extend-reason': 'Half term'
	});
	expect(readManyMove('transfer', all)).toEqual({
		ok: true,
		move: { name: 'transfer', owner: 'tom', reason: 'Ada has left' }
	});
	expect(readManyMove('extend', all)).toEqual({
		ok: true,
		move: { name: 'extend', dueOn: '2026-04-01', reason: 'Half term' }
	});
	expect(readManyMove('remind', all)).toEqual({ ok: true, move: { name: 'remind' } });
});

test('a date that is missing, or none, is said beside its boxes', () => {
	expect(readManyMove('extend', form({}))).toMatchObject({ ok: false, errors: [{ id: 'many-extend-dueOn' }] });
	const wrong = readManyMove('extend', form({ ...date, 'many-extend-dueOn-month': '13' }));
	expect(wrong.ok ? '' : wrong.errors[0]?.words).not.toBe('');
});

test('a problem stands beside the field it is about, or over the list', () => {
	expect(fieldOf('transfer', 'loops.owner-missing')).toBe('many-transfer-owner');
	expect(fieldOf('extend', 'loops.why-missing')).toBe('many-extend-reason');
	for (const act of manyActs) expect(fieldOf(act, 'loops.none-chosen')).toBe('many');
});
