import fc from 'fast-check';
import { expect, test } from 'vitest';
import { must } from '../shared/Result.ts';
import { drawSample } from './drawSample.ts';
import { drawsAgain, replaceCase } from './replaceCase.ts';
import { casesIn, type Sample } from './Sample.ts';
import { aContext, aFrame, aRule, casesOf } from './sampling.fixture.ts';
import type { SamplingRule } from './SamplingRule.ts';

const why = { reason: 'The family moved to another council.', by: 'ruth', at: '2026-03-13T09:00:00.000Z' };

test('the next in the order of the draw takes the place', () => {
	const five = draw(5);
	const six = draw(6);
	const replaced = replaceOne(five, refs(five)[1] ?? '');
	expect(refs(replaced)).toEqual([refs(five)[0], refs(six)[5], ...refs(five).slice(2)]);
	expect(replaced.replacements).toEqual([{ out: refs(five)[1], in: refs(six)[5], ...why }]);
});

test('the original draw stays as it was', () => {
	const sample = draw(5);
	expect(replaceOne(sample, refs(sample)[0] ?? '').drawn).toEqual(sample.drawn);
});

test('the place is taken from the same stratum', () => {
	const cases = [...casesOf(10, { team: 'A' }, '9X-1'), ...casesOf(10, { team: 'B' }, '9X-2')];
	const rule = aRule({ method: { kind: 'stratified', by: 'team', sizes: { share: 'equal', size: 4 } } });
	const sample = draw(4, rule, cases);
	const out = must(
		sample.drawn.find(({ stratum }) => stratum === 'B'),
		'a case of B'
	).caseRef;
	expect(replaceOne(sample, out).replacements[0]?.in).toMatch(/^9X-2/);
});

test('a replacement needs a reason, and a case that is in the sample', () => {
	const sample = draw(5);
	expect(replaceCase(sample, { ...why, out: refs(sample)[0] ?? '', reason: ' ' })).toEqual({
		ok: false,
		problem: { code: 'sampling.reason-needed' }
	});
	expect(replaceCase(sample, { ...why, out: '9X-7' })).toEqual({
		ok: false,
		problem: { code: 'sampling.not-in-sample', facts: { caseRef: '9X-7' } }
	});
});

test('when the pool is used up there is nobody to take the place', () => {
	const sample = draw(20);
	expect(replaceCase(sample, { ...why, out: refs(sample)[0] ?? '' })).toEqual({
		ok: false,
		problem: { code: 'sampling.nobody-to-replace', facts: { stratum: 'all' } }
	});
});

test('a sibling passed over may come in for the very child it gave way to, and for no other', () => {
	const rule = aRule({ onePerHousehold: true, method: { kind: 'simple-random', size: 2 } });
	const cases = casesOf(3);
	const drawn = drawSample(aFrame(cases), rule, '417-heron', aContext(householdOf(draw(3, aRule(), cases))));
	const sample = must(drawn.ok ? drawn.value : null, 'a sample');
	const [first, second] = refs(sample);
	expect(replaceCase(sample, { ...why, out: second ?? '' }).ok).toBe(false);
	expect(replaceCase(sample, { ...why, out: first ?? '' }).ok).toBe(true);
});

test('where a worker is looked at once, who comes in shares no worker with those who stay', () => {
	const cases = [...casesOf(6, { worker: 'Lee Marsh' }, '9X-1'), ...casesOf(6, { worker: 'Jo Bell' }, '9X-2')];
	const rule = aRule({ onePerWorker: true, method: { kind: 'simple-random', size: 2 } });
	const drawn = drawSample(aFrame(cases), rule, '417-heron', aContext());
	const sample = must(drawn.ok ? drawn.value : null, 'a sample');
	const [out = '', stays = ''] = refs(sample);
	const replaced = replaceCase(sample, { ...why, out });
	const after = must(replaced.ok ? replaced.value : null, 'a replaced case');
	expect(refs(after)[0]?.slice(0, 4)).toBe(out.slice(0, 4));
	expect(refs(after)[1]).toBe(stays);
	expect(drawsAgain(after)).toBe(true);
});

test('after any replacements the sample has its size, no case twice, nobody who was out, and draws again', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(4), { maxLength: 12 }), (outs) => {
			let sample = draw(5);
			for (const out of outs) sample = replaceOne(sample, refs(sample)[out] ?? '');
			expect(new Set(refs(sample)).size).toBe(5);
			const gone = sample.replacements.map(({ out }) => out);
			expect(refs(sample).filter((ref) => gone.includes(ref))).toEqual([]);
			expect(drawsAgain(sample)).toBe(true);
		})
	);
});

test('a replacement that somebody chose does not draw again', () => {
	const sample = draw(5);
	const replaced = replaceOne(sample, refs(sample)[0] ?? '');
	const unused = replaced.pool.find(
		({ caseRef }) => !refs(replaced).includes(caseRef) && !refs(sample).includes(caseRef)
	);
	const chosen = replaced.replacements.map((one) => ({ ...one, in: unused?.caseRef ?? '' }));
	expect(drawsAgain({ ...replaced, replacements: chosen })).toBe(false);
});

/** The first two out of the hat are siblings. */
function householdOf(sample: Sample) {
	return Object.fromEntries(refs(sample).map((caseRef, index) => [caseRef, index === 2 ? {} : { household: 'h1' }]));
}

function draw(
	size: number,
	rule: SamplingRule = aRule({ method: { kind: 'simple-random', size } }),
	cases = casesOf(20)
): Sample {
	const asked =
		rule.method.kind === 'simple-random' ? { ...rule, method: { kind: 'simple-random' as const, size } } : rule;
	const drawn = drawSample(aFrame(cases), asked, '417-heron', aContext());
	return must(drawn.ok ? drawn.value : null, 'a sample');
}

function replaceOne(sample: Sample, out: string): Sample {
	const replaced = replaceCase(sample, { ...why, out });
	return must(replaced.ok ? replaced.value : null, 'a replacement');
}

function refs(sample: Sample): string[] {
	return casesIn(sample).map(({ caseRef }) => caseRef);
}
