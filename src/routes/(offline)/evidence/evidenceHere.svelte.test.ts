import { afterEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { sendFiles } from '#lib/device/evidence/sendFiles.ts';
import { TestEvidenceServer } from '#lib/device/evidence/testEvidenceServer.ts';
import { AuditSession } from '#lib/device/session/AuditSession.svelte.ts';
import { aSetUpTablet, type TestTablet } from '#lib/device/session/testTablet.ts';
import { auditId, smallTemplate } from '#lib/device/testWorld.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { readEvidence } from '#lib/domain/evidence/readEvidence.ts';
import { expectAccessible } from '#lib/ui/accessible.ts';
import { notOpenedWords } from '#lib/ui/words/evidence.ts';
import { CurrentDay } from '../CurrentDay.svelte.ts';
import { AuditView } from '../audits/[auditId]/AuditView.svelte.ts';
import { Preferences } from '../audits/[auditId]/[sectionId]/Preferences.svelte.ts';
import SectionQuestion from '../audits/[auditId]/[sectionId]/SectionQuestion.svelte';
import { FilesOnTablet } from './FilesOnTablet.svelte.ts';

/** Photos and files at a question, over a real session on a tablet in memory. */
const open: TestTablet[] = [];
afterEach(() => {
	for (const { tablet } of open.splice(0)) tablet.stop();
});

async function aQuestion() {
	const made = await aSetUpTablet();
	open.push(made);
	const session = must(await AuditSession.open(made.tablet, auditId), 'session');
	const view = new AuditView(session, made.tablet, new CurrentDay());
	const section = must(smallTemplate.sections[0], 'section');
	const question = must(section.questions[0], 'question');
	const screen = await render(SectionQuestion, { view, section, question, preferences: new Preferences() });
	const choose = (...files: File[]) => {
		const input = screen.container.querySelector('input[data-evidence]') as HTMLInputElement;
		const chosen = new DataTransfer();
		for (const file of files) chosen.items.add(file);
		input.files = chosen.files;
		input.dispatchEvent(new Event('change', { bubbles: true }));
	};
	return { made, session, screen, choose, evidence: () => readEvidence(session.record.fields) };
}

async function aPhoto(name: string): Promise<File> {
	const canvas = document.createElement('canvas');
	canvas.width = 3000;
	canvas.height = 1500;
	canvas.getContext('2d')?.fillRect(0, 0, 900, 900);
	const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg'));
	return new File([must(blob ?? undefined, 'a photo')], name);
}

test('a photo is shrunk, kept with its thumbnail, says where it stands, and is removed', async () => {
	const { made, session, screen, choose, evidence } = await aQuestion();
	choose(await aPhoto('IMG_1.jpeg'));
	await expect.element(screen.getByText(/On this tablet/)).toBeVisible();
	await vi.waitFor(() => expect(screen.container.querySelector('.face img')).not.toBeNull());
	const [file] = evidence();
	const picture = await createImageBitmap(must((await session.fileHere(file?.id ?? '')) ?? undefined, 'the file'));
	expect([file?.name, file?.kind, picture.width, picture.height]).toEqual(['IMG_1.jpg', 'jpeg', 2000, 1000]);
	await expectAccessible(screen.container);
	const unlocked = must(made.tablet.unlocked ?? undefined, 'unlocked');
	await unlocked.runner.round();
	const quiet = { onProgress: () => undefined, report: () => undefined };
	await sendFiles({ open: unlocked.open, server: new TestEvidenceServer(), ...quiet });
	await expect.element(screen.getByText(/· Sent/)).toBeVisible();
	await screen.getByRole('button', { name: 'Remove IMG_1.jpg' }).click();
	await vi.waitFor(() => expect(evidence()).toEqual([]));
});

test('what cannot be added says what to do, and the rest is added', async () => {
	const { screen, choose, evidence } = await aQuestion();
	const page = new File(['<svg><script/></svg>'], 'drawing.png');
	choose(page, new File(['%PDF-1.7 %%EOF'], 'Plan.pdf'));
	await expect.element(screen.getByText(/drawing.png: This kind of file cannot be added/)).toBeVisible();
	await vi.waitFor(() => expect(evidence().map(({ name }) => name)).toEqual(['Plan.pdf']));
});

test('a file that is not here is fetched from the office, and says why where it cannot be', async () => {
	const { session, made } = await aQuestion();
	const file = {
		id: 'x',
		question: null,
		sha256: 'a'.repeat(64),
		name: 'Plan.jpg',
		kind: 'jpeg',
		bytes: 3,
		by: 'dana',
		at: ''
	} as const;
	const answers: (() => Promise<Response>)[] = [
		() => Promise.reject(new TypeError('Failed to fetch')),
		async () => new Response(null, { status: 404 }),
		async () => new Response(null, { status: 401 }),
		async () => new Response(new Blob(['x']))
	];
	const files = new FilesOnTablet(session, made.tablet.files, () => must(answers.shift(), 'an answer')());
	const said: (string | null)[] = [];
	for (let tries = 0; tries < 4; tries += 1) {
		await files.open(file);
		said.push(files.words);
	}
	expect(said).toEqual([notOpenedWords['no-signal'], notOpenedWords['not-there'], notOpenedWords['signed-out'], null]);
	expect(files.shown?.name).toBe('Plan.jpg');
	files.forget();
});
