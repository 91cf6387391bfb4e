import { expect, type Locator, type Page } from '@playwright/test';
import { isTime } from '#lib/domain/audits/values.ts';
import { shortestNote } from '#lib/domain/audits/questionState.ts';
import { needsKey, workedKey } from '#lib/domain/audits/keys.ts';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import type { Question, Section, Template } from '#lib/domain/templates/Template.ts';
import { knownOf } from '#lib/ui/question/knownOf.ts';
import { answerWords, choicesOf } from '#lib/ui/words/kinds.ts';
import { whyCall } from '#lib/ui/words/alerts.ts';
import { gradeWord } from '#lib/ui/words/grades.ts';
import { chooseAnswer, chooseGrade, noteFor } from './chooseAnswer.ts';
import { typeDay } from './dateBoxes.ts';
import type { Entered, RaisedAction, RaisedAlert } from './Entered.ts';
import { TabletPages } from './TabletPages.ts';

type Case = Pick<AuditHead, 'caseRef' | 'case'>;
type Given = {
	page: Page;
	origin: string;
	auditId: string;
	template: Template;
	about: Case;
	today: Day;
	entered: Entered;
	/** What is answered, and how a section is graded; left out, as the journey does. */
	choose?: typeof chooseAnswer;
	chooseGrade?: typeof chooseGrade;
};

/** One audit on the tablet, worked through as its auditor does; whatever is put in goes into `entered` once it is saved. */
export class AuditPages {
	readonly tablet: TabletPages;
	readonly #page: Page;
	readonly #given: Given;
	readonly #home: string;

	constructor(given: Given) {
		this.#given = given;
		this.#page = given.page;
		this.#home = `/audits/${given.auditId}`;
		this.tablet = new TabletPages(given.page, given.origin);
	}

	get address(): string {
		return this.#given.origin + this.#home;
	}

	/** By the links of the pages: an address typed in would lock the tablet. */
	async openSection(section: Section): Promise<void> {
		await this.openTaskList();
		await this.#link(`${this.#home}/${section.id}`).click();
		await expect(this.#page.getByRole('heading', { level: 1, name: section.title })).toBeVisible();
		const numbers = new Set(section.questions.map(({ number }) => `Question ${number}`));
		await expect.poll(async () => (await this.#sheetNames()).some((name) => numbers.has(name))).toBe(true);
	}

	async openTaskList(): Promise<void> {
		if (new URL(this.#page.url()).pathname !== this.#home) await this.#link(this.#home).click();
		await this.isOnTaskList();
	}

	async isOnTaskList(): Promise<void> {
		await this.#page.waitForURL(this.address);
		await expect(this.#page.getByRole('heading', { level: 1, name: this.#given.template.title })).toBeVisible();
	}

	async openCheck(): Promise<void> {
		await this.openTaskList();
		await this.#link(`${this.#home}/check`).click();
		await expect(this.#page.getByRole('heading', { level: 1, name: 'Check and submit' })).toBeVisible();
	}

	/** Every question the section asks now, those that an answer brings up too, until nothing is left. */
	async answerSection(section: Section, most = Infinity): Promise<void> {
		let done = 0;
		for (;;) {
			const question = await this.#nextQuestion(section);
			if (question === undefined || done >= most) return;
			await this.answer(question);
			done += 1;
		}
	}

	async answer(question: Question): Promise<void> {
		const { entered, today, about, choose = chooseAnswer } = this.#given;
		const known = knownOf(question, about, { team: '', worker: '' }, today);
		const value = choose(question, known, today);
		const sheet = this.sheet(question);
		await this.tablet.acknowledged(() => this.#put(sheet, question, value));
		if (question.kind === 'time' || question.kind === 'date') await this.tablet.settles();
		entered.answers.set(question.id, value);
		const note = sheet.getByLabel(/^(What in the record shows this|Why does it not apply)\?/);
		if (await note.isVisible()) await this.#writeNote(note, question.id, noteFor(question));
	}

	/** The two closing boxes and the grade with its reason, where a section has them. */
	async closeSection(section: Section): Promise<void> {
		if (section.closing) {
			const close = this.#page.getByRole('region', { name: 'To close the section' });
			await this.#writeNote(
				close.getByLabel('What worked well?'),
				workedKey(section),
				`${section.short}: the visits were kept.`
			);
			await this.#writeNote(
				close.getByLabel('What needs to happen?'),
				needsKey(section),
				`${section.short}: say who does it by when.`
			);
		}
		if (section.graded) await this.#grade(section);
	}

	/** From the loud words under an answer, or from the audit: the concern, then who was told and how. */
	async raiseAlert(
		question: Question,
		alert: Omit<RaisedAlert, 'whom' | 'question'>,
		onPage: () => Promise<void> = async () => undefined
	): Promise<void> {
		const page = this.#page;
		await this.sheet(question).getByRole('link', { name: 'Raise the alert and see whom to call' }).click();
		await expect(page.getByRole('heading', { name: 'Nobody has been told until you call' })).toBeVisible();
		await expect(page.getByText(whyCall(false))).toBeVisible();
		await page.getByLabel('What is the concern?').fill(alert.concern);
		await this.tablet.acknowledged(() => page.getByRole('button', { name: 'Raise the alert' }).click());
		await expect(page.getByRole('heading', { name: 'Nobody has been told until you call' })).toBeVisible();
		await onPage();
		const who = page.getByLabel('Who', { exact: true });
		const whom = must((await who.locator('option').nth(1).getAttribute('value')) ?? undefined, 'somebody to call');
		await who.selectOption(whom);
		await page.getByLabel('How', { exact: true }).selectOption(alert.how);
		await this.tablet.acknowledged(() => page.getByRole('button', { name: 'They have been told' }).click());
		await expect(page.getByRole('heading', { name: 'Nobody has been told until you call' })).toBeHidden();
		this.#given.entered.alerts.push({ ...alert, question: question.id, whom });
	}

	/** From a question, or from the judgement. */
	async raiseAction(
		from: Locator,
		button: string | RegExp,
		action: RaisedAction,
		onForm: () => Promise<void> = async () => undefined
	): Promise<void> {
		await from.getByRole('button', { name: button }).click();
		const form = from.getByRole('form', { name: 'Raise an action' });
		await form.getByLabel('What did you find?').fill(action.finding);
		await form.getByLabel('What will be done about it?').fill(action.what);
		await form.getByLabel('What difference should it make?').fill(action.difference);
		await form.getByRole('combobox', { name: 'Who owns it?' }).fill(action.owner);
		await form.getByRole('option', { name: action.owner }).first().click();
		await typeDay(form.getByRole('group', { name: 'By when?' }), action.dueOn);
		const levels = { child: 'This child', team: 'The worker or team', service: 'The service or partners' };
		await form.getByRole('radio', { name: levels[action.level] }).check();
		await onForm();
		await this.tablet.acknowledged(() => form.getByRole('button', { name: 'Raise the action' }).click());
		await expect(form).toBeHidden();
		this.#given.entered.actions.push(action);
	}

	/** The grade that the rule suggests, or Good where it suggests none, with the reason in three sentences. */
	async gradeOverall(reason: string): Promise<void> {
		const page = this.#page;
		const group = page.getByRole('group', { name: /Your overall grade/ });
		const suggested = group.getByRole('radio', { name: /As suggested/ });
		const tile = (await suggested.isVisible()) ? suggested : group.getByRole('radio', { name: /^Good/ });
		await this.tablet.acknowledged(() => tile.check());
		const box = page.getByLabel('How you reached it, in three sentences about the child');
		await box.fill(reason);
		await this.tablet.acknowledged(() => box.blur());
		this.#given.entered.grades.set('overall', { grade: (await tile.getAttribute('value')) ?? '', reason });
	}

	/** Every answer, note and grade of `entered` stands on the check page, in the words people read. */
	async expectAllThere(): Promise<void> {
		const { entered, template, today } = this.#given;
		await this.openCheck();
		const shown = new Map<string, string>();
		for (const text of await this.#page.getByRole('main').locator('dl > div').evaluateAll(pairsOf))
			shown.set(text.number, text.words);
		for (const [id, value] of entered.answers) {
			const question = must(
				template.sections.flatMap(({ questions }) => questions).find((one) => one.id === id),
				id
			);
			const words = shown.get(question.number) ?? '';
			expect(words, `${question.number} as answered`).toContain(answerWords(question, value, today));
			expect(words, `the note of ${question.number}`).toContain(entered.notes.get(id) ?? '');
		}
		const sections = this.#page
			.getByRole('main')
			.locator('details')
			.filter({ has: this.#page.locator('dl') });
		for (const [id, { grade, reason }] of entered.grades) {
			const title =
				id === 'overall'
					? must(
							template.sections.find((one) => one.judgement === true),
							id
						).title
					: must(
							template.sections.find((one) => one.id === id),
							id
						).title;
			const words = await sections
				.filter({ has: this.#page.locator('summary', { hasText: title }) })
				.first()
				.textContent();
			expect(words, `the grade of ${title}`).toContain(gradeWord(grade));
			expect(words, `why ${title} is graded so`).toContain(reason);
		}
	}

	sheet(question: Question): Locator {
		return this.#page.getByRole('group', { name: `Question ${question.number}`, exact: true });
	}

	async #nextQuestion(section: Section): Promise<Question | undefined> {
		const asked = new Set(await this.#sheetNames());
		return section.questions.find(
			({ id, number }) => asked.has(`Question ${number}`) && !this.#given.entered.answers.has(id)
		);
	}

	/** The sheets that stand on the page, in the moment of asking. */
	#sheetNames(): Promise<string[]> {
		const sheets = this.#page.getByRole('group', { name: /^Question / });
		return sheets.evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel ?? ''));
	}

	async #put(sheet: Locator, question: Question, value: ReturnType<typeof chooseAnswer>): Promise<void> {
		if (isTime(value)) {
			const change = sheet.getByRole('button', { name: /^Change the dates/ });
			if (await change.isVisible()) await change.click();
			if (value.from !== null) await typeDay(sheet, value.from);
			if (value.to !== null && value.to !== this.#given.today) await typeDay(sheet, value.to, 1);
		} else if (question.kind === 'date') await typeDay(sheet, String(value));
		else if (question.kind === 'num') {
			await sheet.getByLabel('How many').fill(String(value));
			await sheet.getByLabel('How many').blur();
		} else if (question.kind === 'text') {
			await sheet.getByLabel('Your words').fill(String(value));
			await sheet.getByLabel('Your words').blur();
		} else {
			const role = question.kind === 'multi' ? 'checkbox' : 'radio';
			for (const one of Array.isArray(value) ? value : [value]) {
				const label = must(
					choicesOf(question).find((choice) => choice.value === one),
					`${question.id} ${String(one)}`
				).label;
				await sheet.getByRole(role, { name: label, exact: true }).check();
			}
		}
	}

	async #writeNote(box: Locator, key: string, text: string): Promise<void> {
		expect(text.length).toBeGreaterThan(shortestNote);
		// Watched from before the first letter: on a slow machine the box may be left before this is told of it.
		await this.tablet.acknowledged(async () => {
			await box.fill(text);
			await box.blur();
		});
		this.#given.entered.notes.set(key, text);
	}

	async #grade(section: Section): Promise<void> {
		const sheet = this.#page.getByRole('region', { name: 'The grade of this section' });
		const grade = (this.#given.chooseGrade ?? chooseGrade)(section);
		const reason = `${section.short}: the work shows in what changed for this child.`;
		await this.tablet.acknowledged(() => sheet.getByRole('radio', { name: gradeWord(grade), exact: true }).check());
		await sheet.getByLabel('Why this grade?').fill(reason);
		await this.tablet.acknowledged(() => sheet.getByLabel('Why this grade?').blur());
		this.#given.entered.grades.set(section.id, { grade, reason });
	}

	#link(href: string): Locator {
		return this.#page.locator(`a[href="${href}"]:visible`).first();
	}
}

/** In the page: the number of each question listed, with all that is said of it. */
function pairsOf(pairs: readonly Element[]): { number: string; words: string }[] {
	return pairs.map((pair) => ({
		number: (pair.querySelector('dt')?.textContent ?? '').trim().split(' ')[0] ?? '',
		words: pair.querySelector('dd')?.textContent ?? ''
	}));
}
