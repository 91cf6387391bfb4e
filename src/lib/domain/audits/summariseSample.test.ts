import fc from 'fast-check';
import { expect, test } from 'vitest';
import { must } from '#lib/domain/shared/Result.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { anAudit } from '../../../../tests/fixtures/records.ts';
import type { AuditHead, Json } from '../changes/RecordState.ts';
import { readAudit, type Audit } from './readAudit.ts';
import { summariseSample } from './summariseSample.ts';

const today = '2026-03-12';
const template = must(
	shippedTemplates().find(({ id }) => id === 't29-dip'),
	'the shipped dip sample'
);

function looked(values: Readonly<Record<string, Json>>, route: AuditHead['route'] = 'random'): Audit {
	const at = '2026-03-12T10:00:00.000Z';
	const fields = Object.entries(values).map(([key, value]) => [`answer/${key}`, { ver: 1, value, by: 'me', at }]);
	return readAudit(
		anAudit({ route, template: { id: template.id, ver: template.version } }, Object.fromEntries(fields)),
		template
	);
}
const of = (audits: readonly Audit[], id: string) =>
	summariseSample(audits, template, today).questions.find(({ question }) => question.id === id);

test('each question counts those it was answered for, and those as good practice has it', () => {
	const audits = [looked({ 'T29.1': 'yes' }), looked({ 'T29.1': 'partly' }), looked({ 'T29.1': 'no' }), looked({})];
	expect(of(audits, 'T29.1')?.found).toMatchObject({ count: 1, of: 3 });
	expect(summariseSample(audits, template, today)).toMatchObject({ looked: 4, atRandom: 4 });
});

test('what does not apply is not counted, nor a question nobody answered', () => {
	const audits = [looked({ 'T29.1': 'na' }), looked({ 'T29.1': 'yes' })];
	expect(of(audits, 'T29.1')?.found).toMatchObject({ count: 1, of: 1 });
	expect(of(audits, 'X1')).toBeUndefined();
	expect(of([looked({ 'T29.1': 'na' })], 'T29.1')).toBeUndefined();
});

test('good or better, safe, and dates inside their clock are as they should be', () => {
	const one = looked({ X1: 'safe', X3: 'good', 'T29.5': { from: '2026-02-20', to: '2026-03-02' } });
	const other = looked({
		X1: 'cannot-tell',
		X3: 'requires-improvement',
		'T29.5': { from: '2025-10-01', to: '2026-03-02' }
	});
	for (const id of ['X1', 'X3', 'T29.5']) expect(of([one, other], id)?.found).toMatchObject({ count: 1, of: 2 });
});

test('only children drawn at random speak for others: the range is theirs alone', () => {
	const audits = [
		looked({ 'T29.1': 'no' }, 'nominated'),
		looked({ 'T29.1': 'no' }, 'risk-weighted'),
		looked({ 'T29.1': 'yes' }),
		looked({ 'T29.1': 'yes' })
	];
	expect(of(audits, 'T29.1')).toMatchObject({ found: { count: 2, of: 4 }, atRandom: { count: 2, of: 2 } });
	expect(of(audits, 'T29.1')?.atRandom.low).toBeGreaterThan(0.3);
});

test('a pick and sentences have no better answer and stand in no summary', () => {
	const audits = [looked({ 'T29.2': 'real', X2: 'A settled worker.' })];
	expect(of(audits, 'T29.2')).toBeUndefined();
	expect(of(audits, 'X2')).toBeUndefined();
});

test('however children answer, counts stay within their numbers and the order does not matter', () => {
	const child = fc.record({
		'T29.1': fc.constantFrom('yes', 'partly', 'no', 'na'),
		X1: fc.constantFrom('safe', 'concern', 'cannot-tell')
	});
	const route = fc.constantFrom<AuditHead['route']>('random', 'nominated', 'stratified');
	fc.assert(
		fc.property(fc.array(fc.tuple(child, route), { maxLength: 12 }), (children) => {
			const audits = children.map(([values, how]) => looked(values, how));
			const summary = summariseSample(audits, template, today);
			expect(summariseSample([...audits].reverse(), template, today)).toEqual(summary);
			for (const { found, atRandom } of summary.questions) {
				expect(found.count).toBeLessThanOrEqual(found.of);
				expect(found.of).toBeLessThanOrEqual(audits.length);
				expect(atRandom.of).toBeLessThanOrEqual(summary.atRandom);
				expect(atRandom.count).toBeLessThanOrEqual(found.count);
			}
		}),
		{ numRuns: 50 }
	);
});
