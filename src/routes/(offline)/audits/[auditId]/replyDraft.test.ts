import { expect, test } from 'vitest';
import { checkReply, readReply, replySaid, writeReply } from './replyDraft.ts';

const whole = { agreement: 'partly', text: 'I see the drift.', more: { 'in-the-way': 'Forms.', needs: '  ' } };

test('what was being written comes back as it was', () => {
	expect(readReply(writeReply(whole))).toEqual(whole);
});

test.each([null, '', '{', '{"agreement":3}'])('of %j there is nothing', (draft) => {
	expect(readReply(draft)).toEqual({ agreement: null, text: '', more: {} });
});

test('a reply says how far one agrees, and why in words', () => {
	const ids = (reply: Parameters<typeof checkReply>[0]) => checkReply(reply).map(({ id }) => id);
	expect(ids(whole)).toEqual([]);
	expect(ids(readReply(null))).toEqual(['reply-agreement', 'reply-text']);
	expect(ids({ ...whole, text: ' ' })).toEqual(['reply-text']);
	expect(ids({ ...whole, text: 'x'.repeat(5_001), more: { needs: 'x'.repeat(2_001) } })).toEqual([
		'reply-text',
		'reply-needs'
	]);
});

test('questions left empty are not answered', () => {
	expect(replySaid(whole)).toEqual([{ about: 'in-the-way', value: 'Forms.' }]);
});
