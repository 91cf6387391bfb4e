import { expect, test } from 'vitest';
import { aSmallTemplate } from '../../../../tests/fixtures/records.ts';
import { askedAgain } from './askedAgain.ts';

const whole = { ...aSmallTemplate(), id: 'set' };
const tagged = {
	...whole,
	sections: whole.sections.map((section) => ({
		...section,
		questions: section.questions.map((one) => ({ ...one, themes: section.id === 'CJ3' ? ['oversight'] : ['plans'] }))
	}))
};
const short = { ...whole, id: 'set-dip', sections: whole.sections.filter(({ id }) => id === 'CJ2') };
const among =
	(...templates: (typeof whole)[]) =>
	(id: string) =>
		templates.find((one) => one.id === id);
const found = (key: string, template = 'set') => ({ template, key });

test('the questions that showed the gap, in the short form where it has them all', () => {
	expect(askedAgain([found('answer/CJ2.1'), found('answer/CJ2.1', 'set-dip')], 'plans', among(whole, short))).toEqual({
		template: 'set-dip',
		sections: null,
		questions: ['CJ2.1'],
		sets: ['set', 'set-dip']
	});
});

test('else the whole set, but only the sections in which they stand', () => {
	expect(askedAgain([found('answer/CJ3.1'), found('answer/CJ2.1~2')], 'plans', among(whole, short))).toMatchObject({
		template: 'set',
		sections: ['CJ2', 'CJ3'],
		questions: ['CJ2.1', 'CJ3.1']
	});
});

test('a grade or a closing box names no question: all of the theme are asked', () => {
	expect(askedAgain([found('grade/CJ3'), found('note/CJ3.needs')], 'oversight', among(tagged))).toMatchObject({
		questions: ['CJ3.1', 'CJ3.2'],
		sections: ['CJ3']
	});
});

test('of several sets the one where most was found; one that is retired is passed over', () => {
	const other = { ...whole, id: 'other' };
	const most = [found('answer/CJ2.1', 'other'), found('answer/CJ2.2', 'other'), found('answer/CJ2.3')];
	expect(askedAgain(most, 'plans', among(whole, other))).toMatchObject({ template: 'other' });
	expect(askedAgain(most, 'plans', among(whole))).toMatchObject({ template: 'set', questions: ['CJ2.3'] });
	expect(askedAgain(most, 'plans', among())).toBeNull();
	expect(askedAgain([], 'plans', among(whole))).toBeNull();
});
