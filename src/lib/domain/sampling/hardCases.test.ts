import { expect, test } from 'vitest';
import { drawSample } from './drawSample.ts';
import { aContext, aFrame, aRule, casesOf } from './sampling.fixture.ts';
import type { StrataSizes } from './SamplingRule.ts';

const cases = [...casesOf(30, { team: 'North' }, '9X-1'), ...casesOf(5, { team: 'South' }, '9X-2')];
const drawn = (sizes: StrataSizes) =>
	drawSample(aFrame(cases), aRule({ method: { kind: 'stratified', by: 'team', sizes } }), '417-heron', aContext());

test('a group with no cases: asked for by hand it is refused by name, and nothing is drawn', () => {
	const sizes: StrataSizes = {
		share: 'fixed',
		sizes: [
			{ stratum: 'North', size: 4 },
			{ stratum: 'East', size: 2 }
		]
	};
	expect(drawn(sizes)).toEqual({
		ok: false,
		problem: { code: 'sampling.stratum-too-small', facts: { stratum: 'East', wanted: 2, available: 0 } }
	});
	const none: StrataSizes = { ...sizes, sizes: [...sizes.sizes.slice(0, 1), { stratum: 'East', size: 0 }] };
	expect(drawn(none)).toMatchObject({ ok: true, value: { drawn: { length: 4 } } });
});

test('a least of each that does not fit is refused with how many it needs', () => {
	expect(drawn({ share: 'proportional', size: 5, minimum: 4 })).toEqual({
		ok: false,
		problem: { code: 'sampling.size-below-minimums', facts: { size: 5, needed: 8 } }
	});
});

test('as many of each gives a small group all it has and the rest to the others', () => {
	expect(drawn({ share: 'equal', size: 14 })).toMatchObject({
		value: {
			strata: [
				{ stratum: 'North', size: 9 },
				{ stratum: 'South', size: 5 }
			]
		}
	});
});

test('two hundred thousand children: a sample is drawn, with every case in its record', () => {
	const rule = aRule({ method: { kind: 'simple-random', size: 25 } });
	const large = drawSample(aFrame(casesOf(200_000)), rule, '417-heron', aContext());
	expect(large).toMatchObject({
		ok: true,
		value: { drawn: { length: 25 }, matched: 200_000, pool: { length: 200_000 } }
	});
});
