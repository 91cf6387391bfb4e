import { expect, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { must } from '#lib/domain/shared/Result.ts';
import { template as shape } from '#lib/domain/templates/Template.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { demoPassword, DipperServer } from './DipperServer.ts';
import { HttpPerson } from './HttpPerson.ts';

/** What is taken out of the program as it is built and served: each file is what it is called, with its words and fonts in it. */
let server: DipperServer;
let qa: HttpPerson;
test.beforeAll(async () => {
	server = await DipperServer.ofMarchbrook();
	qa = new HttpPerson(server.origin);
	await qa.signIn('qa@demo.example', demoPassword);
});
test.afterAll(() => server.end());

async function bytesOf(address: string): Promise<Uint8Array> {
	const answer = await qa.open(address);
	expect(answer.status, address).toBe(200);
	expect(answer.headers.get('content-disposition'), address).toContain('attachment');
	return new Uint8Array(await answer.arrayBuffer());
}

/** What a zip of XML says, without its marks. */
function wordsIn(zipped: Uint8Array, part: RegExp): string {
	const parts = Object.entries(unzipSync(zipped)).filter(([name]) => part.test(name));
	expect(parts.length).toBeGreaterThan(0);
	return parts.map(([, bytes]) => strFromU8(bytes).replaceAll(/<[^>]+>/g, '')).join(' ');
}

/** Both faces are in the file: without them a reader's own would stand in, and letters would be missing. */
function expectPdf(bytes: Uint8Array): void {
	const text = Buffer.from(bytes).toString('latin1');
	expect(text.slice(0, 8)).toBe('%PDF-1.7');
	expect(text.trimEnd().endsWith('%%EOF')).toBe(true);
	expect(text).toMatch(/\/BaseFont \/[A-Z]{6}\+NotoSans-Regular/);
	expect(text).toMatch(/\/BaseFont \/[A-Z]{6}\+NotoSans-Bold/);
	expect(text).toContain('/FontFile2');
	expect(text).toContain('/StructTreeRoot');
}

for (const id of ['cj', 't29', 't29-dip'])
	test(`${id} is taken out as each kind of file`, async () => {
		const shipped = must(
			shippedTemplates().find((one) => one.id === id),
			id
		);
		const [first] = shipped.sections.flatMap(({ questions }) => questions);
		const words = must(first, 'a question').text;
		const file = (type: string) => bytesOf(`/templates/${id}/take-out/template.${type}`);
		expectPdf(await file('pdf'));
		expect(wordsIn(await file('docx'), /^word\/document\.xml$/)).toContain(words);
		expect(wordsIn(await file('xlsx'), /^xl\/(worksheets|sharedStrings)/)).toContain(words);
		const csv = Buffer.from(await file('csv')).toString('utf8');
		expect(csv.startsWith('\ufeff')).toBe(true);
		expect(csv).toContain(words);
		expect(shape.parse(JSON.parse(Buffer.from(await file('json')).toString('utf8')))).toEqual(shipped);
	});

test('the statement of a sample is taken out in Word and as a PDF', async () => {
	const sample = await server.look(({ db }) => db.selectFrom('sample').select('id').executeTakeFirstOrThrow());
	const file = (type: string) => bytesOf(`/sampling/${sample.id}/statement/statement.${type}`);
	expectPdf(await file('pdf'));
	expect(wordsIn(await file('docx'), /^word\/document\.xml$/)).toContain('How these cases were chosen');
});
