import { describe, expect, test } from 'vitest';
import { recordedStages, stageOutcomes } from '#lib/domain/alerts/pathwayStages.ts';
import { parseAct } from '#lib/domain/changes/parseAct.ts';
import { actKey, readAlertAct } from './readAlertAct.ts';

const alert = '00000000-0000-4000-8000-000000000005';
function read(key: string, fields: Record<string, string> = {}) {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(`${key}-${name}`, value);
	return readAlertAct(key, alert, form);
}
const whole: Readonly<Record<string, Record<string, string>>> = {
	acknowledge: {},
	read: {},
	check: { contact: 'seen', outcome: 'safe', note: 'Seen at home.', why: 'Gran is there.', reference: 'CN 14' },
	'close-resolved': { reason: 'She is safe.' },
	'close-in-error': { reason: 'Another file.' },
	...Object.fromEntries(
		recordedStages.map((stage) => [stage, { outcome: stageOutcomes[stage][0], note: 'Written down.' }])
	)
};

test.each(Object.entries(whole))('%s, filled in, is an act as it goes on the wire', (key, fields) => {
	const made = read(key, fields);
	expect(made.ok).toBe(true);
	if (made.ok) expect(parseAct('audit', made.name, made.args)).toMatchObject({ ok: true });
});

describe('what is missing is said beside its field', () => {
	test.each([
		['check', ['check-contact', 'check-outcome', 'check-note', 'check-why']],
		['close-resolved', ['close-resolved-reason']],
		['verified', ['verified-outcome', 'verified-note']],
		['remedial-plan', ['remedial-plan-note']]
	])('%s', (key, ids) => {
		const made = read(key);
		expect(made.ok ? [] : made.errors.map(({ id }) => id)).toEqual(ids);
	});
	test('too much is asked to be shortened, never cut', () => {
		const made = read('close-resolved', { reason: 'x'.repeat(2_001) });
		expect(made.ok ? '' : made.errors[0]?.words).toBe('Shorten this to 2000 characters');
		expect(read('check', { ...whole.check, reference: 'x'.repeat(201) }).ok).toBe(false);
	});
	test('a choice that is none, and an act that is none', () => {
		expect(read('verified', { outcome: 'agreed', note: 'x' }).ok).toBe(false);
		expect(read('told').ok).toBe(false);
	});
});

test('each act’s form has a key of its own', () => {
	expect([
		actKey({ act: 'check' }),
		actKey({ act: 'record', stage: 'verified' }),
		actKey({ act: 'close', outcome: 'resolved' }),
		actKey({ act: 'close', outcome: 'in-error' })
	]).toEqual(['check', 'verified', 'close-resolved', 'close-in-error']);
});
