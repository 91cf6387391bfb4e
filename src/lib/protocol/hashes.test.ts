import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldsFrom } from '#lib/domain/changes/records.ts';
import type { Field } from '#lib/domain/changes/RecordState.ts';
import { changeHash, recordDigest } from './hashes.ts';

/** Worked out with printf and sha256sum from the canonical text written by hand, not with this program. */
const answer = {
	n: 1,
	id: '00000000-0000-4000-8000-000000000501',
	at: '2026-03-12T14:02:00.000Z',
	name: 'answer.set',
	record: { kind: 'audit', id: '00000000-0000-4000-8000-000000000001' },
	args: { question: 'CJ2.1', value: 'yes' }
};
const ofAnswer = 'f9bdc73759256f4e23c73403a28569236da54731eb0db817d0cb3f4b40623f93';
const ofLaterAnswer = 'd1f4517280039fd05f28e1c292762f73dba086125f5be411e5fe714cd6971c82';
const ofNote = '67fe2dbab7b371bd076e52d168d8c696dbd157a905805fa2a098bd45cc5848d3';
const ofNothing = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';

describe('the hash of a change', () => {
	test('is SHA-256, in lower-case hex, over its canonical JSON', async () => {
		expect(await changeHash(answer)).toBe(ofAnswer);
		expect(await changeHash({})).toBe(ofNothing);
	});

	test('P1: is taken over what arrived, members unknown to this build too', async () => {
		const later = { ...answer, tpl: { ver: 1, id: 'cj-cp' }, base: 3, later: { z: null, a: [1, 2] } };
		expect(await changeHash(later)).toBe(ofLaterAnswer);
		expect(await changeHash({ ...later, later: { z: null, a: [2, 1] } })).not.toBe(ofLaterAnswer);
	});

	test('leaves itself out, whatever it says', async () => {
		expect(await changeHash({ ...answer, h: ofAnswer })).toBe(ofAnswer);
		expect(await changeHash({ h: 'nonsense', ...answer })).toBe(ofAnswer);
	});

	test('takes text as UTF-8, marks and emoji as they were typed', async () => {
		expect(await changeHash({ n: 2, args: { text: 'Zoë’s plan 😀 “short”', question: 'CJ2.1' } })).toBe(ofNote);
	});

	test('does not heed a member that is undefined, for it never reaches the wire', async () => {
		expect(await changeHash({ ...answer, base: undefined })).toBe(ofAnswer);
	});

	test.each([
		['n', 2],
		['id', '00000000-0000-4000-8000-000000000502'],
		['at', '2026-03-12T14:02:00.001Z'],
		['name', 'answer.clear'],
		['record', { kind: 'action', id: answer.record.id }],
		['args', { question: 'CJ2.1', value: 'Yes' }],
		['base', 0]
	])('is another when %s is another', async (member, value) => {
		expect(await changeHash({ ...answer, [member]: value })).not.toBe(ofAnswer);
	});
});

function fields(versions: Readonly<Record<string, number>>) {
	const at = '2026-03-12T14:02:00.000Z';
	return fieldsFrom(
		Object.entries(versions).map(([key, ver]) => [key, { ver, value: 'x', by: 'someone', at } satisfies Field])
	);
}

describe('the digest of a record', () => {
	test.each([
		['no fields', {}, 'e3b0c44298fc1c149afbf4c8996fb924'],
		['one field', { 'answer/CJ2.1': 2 }, 'b64017763705e47d57d8f2dba6c63aa7'],
		['three fields', { 'note/CJ2.1': 3, 'answer/CJ2.10': 4, 'answer/CJ2.1': 2 }, 'b8417f9ceafb6f56ba21cb8599586a35'],
		['names beyond the first plane', { '\ufb33': 3, '😀': 2, a: 1 }, '9cd4f424ec1042ce1b25ec6bfd7b6a4c']
	])('P7: of %s is that of its lines, sorted by UTF-16 code unit', async (_, versions, digest) => {
		expect(await recordDigest(fields(versions))).toBe(digest);
	});

	test('W5: is sixteen bytes in hex, whatever the order in which fields were written', async () => {
		const versions = fc.dictionary(fc.string({ minLength: 1 }), fc.nat(), { noNullPrototype: true, maxKeys: 12 });
		await fc.assert(
			fc.asyncProperty(versions, async (held) => {
				const digest = await recordDigest(fields(held));
				const backwards = fields(Object.fromEntries(Object.entries(held).reverse()));
				expect(digest).toMatch(/^[0-9a-f]{32}$/);
				expect(await recordDigest(backwards)).toBe(digest);
			}),
			{ numRuns: 50 }
		);
	});

	test('is what SHA-256 elsewhere says of the same lines', async () => {
		const lines = ['action/7:9', 'answer/CJ2.1:2', 'submission:12'];
		const elsewhere = createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 32);
		expect(await recordDigest(fields({ submission: 12, 'answer/CJ2.1': 2, 'action/7': 9 }))).toBe(elsewhere);
	});

	test('is another when one version is another, and not when only a value is', async () => {
		const digest = await recordDigest(fields({ a: 1, b: 2 }));
		expect(await recordDigest(fields({ a: 1, b: 3 }))).not.toBe(digest);
		const cleared = new Map([...fields({ a: 1, b: 2 })].map(([key, field]) => [key, { ...field, value: null }]));
		expect(await recordDigest(cleared)).toBe(digest);
	});
});
