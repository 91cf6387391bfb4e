import { expect, test } from 'vitest';
import { aCase } from './aCase.fixture.ts';
import { compareFrames } from './compareFrames.ts';

test('a new import shows who is new, who is gone and whose team, worker or stage changed', () => {
	const before = [
		aCase('9X-1'),
		aCase('9X-2', { team: 'North', worker: 'Ruth Fenn' }),
		aCase('9X-3', { stage: 'child-in-need' }),
		aCase('9X-4')
	];
	const after = [
		aCase('9x-1'),
		aCase('9X-2', { team: 'South', worker: 'Dana Whitlock' }),
		aCase('9X-3', { stage: 'looked-after' }),
		aCase('9X-5')
	];
	expect(compareFrames(before, after)).toEqual({
		new: ['9X-5'],
		gone: ['9X-4'],
		team: [{ caseRef: '9X-2', from: 'North', to: 'South' }],
		worker: [{ caseRef: '9X-2', from: 'Ruth Fenn', to: 'Dana Whitlock' }],
		stage: [{ caseRef: '9X-3', from: 'child-in-need', to: 'looked-after' }],
		unchanged: 1
	});
});

test('a worker who is no longer named is a change', () => {
	const [changed] = compareFrames([aCase('9X-1', { worker: 'Ruth Fenn' })], [aCase('9X-1', { worker: null })]).worker;
	expect(changed).toEqual({ caseRef: '9X-1', from: 'Ruth Fenn', to: null });
});

test('the first import is all new, and the same one again changes nothing', () => {
	const cases = [aCase('9X-1'), aCase('9X-2')];
	expect(compareFrames([], cases)).toMatchObject({ new: ['9X-1', '9X-2'], gone: [], unchanged: 0 });
	expect(compareFrames(cases, cases)).toEqual({ new: [], gone: [], team: [], worker: [], stage: [], unchanged: 2 });
});
