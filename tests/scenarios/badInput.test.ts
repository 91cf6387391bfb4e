import { expect, test } from 'vitest';
import { answers } from '../fixtures/builders.ts';
import { aTeam } from './aTeam.ts';

test.each([
	['a text for a yes or no', 'CJ2.1', 'perhaps'],
	['a number for a yes or no', 'CJ2.1', 7],
	['a list for one choice', 'CJ2.3', ['achieved']],
	['a choice there is not', 'CJ2.3', 'sideways'],
	['a text for a number', 'CJ2.4', 'four'],
	['a day there is not', 'CJ3.1', { from: '2026-02-30', to: null }],
	['an answer to a question there is not', 'XX9.9', 'yes']
])('%s is parked whole, told to its author, and nothing is written', async (_, question, value) => {
	const { server, ada, audit } = await aTeam();
	const program = await server.tablet(ada.person);
	const draft = answers(audit, question, value);
	expect(await program.sends(draft)).toMatchObject([{ n: 1, st: 'parked', code: 'SCHEMA_INVALID' }]);
	await program.pulls();
	const parked = [...program.state.held.values()].find(({ record }) => record.kind === 'parked');
	expect(parked?.head).toMatchObject({ code: 'SCHEMA_INVALID', change: { args: draft.args } });
	await ada.syncs();
	expect((await ada.shows(audit))?.fields).toEqual({});
});

test('an answer of the wrong kind is refused on the tablet before it is kept', async () => {
	const { ada, audit } = await aTeam();
	const session = await ada.audit(audit);
	expect(await session.answer('CJ2.4', 'four')).toMatchObject({ ok: false, problem: { code: 'SCHEMA_INVALID' } });
	expect(await ada.waiting()).toBe(0);
});

test('a note of 100,000 characters is not taken, and not lost: it stands in its box, after the tablet was closed too', async () => {
	const { ada, audit } = await aTeam();
	const long = 'The record shows it. '.repeat(4_762);
	expect(long.length).toBeGreaterThan(100_000);
	const session = await ada.audit(audit);
	session.draftNote('CJ2.1', long);
	expect(await session.recordNote('CJ2.1')).toMatchObject({ ok: false, problem: { code: 'SCHEMA_INVALID' } });
	await session.close();
	const again = await ada.audit(audit);
	expect([again.noteText('CJ2.1'), await ada.waiting()]).toEqual([long, 0]);
});

test.each([
	['right to left', 'הילדה אמרה שהיא בטוחה · الطفلة بأمان'],
	['emoji and joined emoji', 'She drew 👩‍👩‍👧‍👦 and 🏴󠁧󠁢󠁷󠁬󠁳󠁿, smiling 😀'],
	['letters with marks, unjoined', 'Zoe\u0308 and Siôn'],
	['quotes, angle brackets and a formula', '=1+1 <script>alert("x")</script> \'; DROP TABLE record; --'],
	['lines and tabs', 'One\n\n\tTwo\r\nThree']
])('a note with %s comes to the other tablet letter by letter', async (_, text) => {
	const { ada, adaElsewhere, audit, everyoneSyncs } = await aTeam();
	expect(await (await ada.audit(audit)).recordNote('CJ2.1', text)).toMatchObject({ ok: true });
	await everyoneSyncs();
	expect((await adaElsewhere.shows(audit))?.fields['note/CJ2.1']).toBe(text);
});

test('S1: NUL and half characters are taken out on the tablet, and all else is kept and sent', async () => {
	const { ada, adaElsewhere, audit, everyoneSyncs } = await aTeam();
	const typed = 'be\u0000fore \ud83d after';
	expect(await (await ada.audit(audit)).recordNote('CJ2.1', typed)).toMatchObject({ ok: true });
	await everyoneSyncs();
	const kept = String((await adaElsewhere.shows(audit))?.fields['note/CJ2.1']);
	expect([kept.includes('\u0000'), kept.isWellFormed()]).toEqual([false, true]);
	expect(kept.replaceAll(/[^a-z ]/g, '').replaceAll(/ +/g, ' ')).toBe('before after');
	expect(await ada.waiting()).toBe(0);
});
