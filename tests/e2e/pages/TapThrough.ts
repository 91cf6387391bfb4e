import { expect, type Page } from '@playwright/test';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { gradesDownwards } from '#lib/ui/words/grades.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Section, Template } from '#lib/domain/templates/Template.ts';
import type { Chance } from '../../fuzz/Chance.ts';
import { anAnswer } from '../../scenarios/everyTemplate/tapThrough.ts';
import { AuditPages } from './AuditPages.ts';
import { Entered } from './Entered.ts';

type Given = {
	readonly page: Page;
	readonly origin: string;
	readonly auditId: string;
	readonly head: AuditHead;
	readonly template: Template;
	readonly today: Day;
	readonly chance: Chance;
};

/** One audit on a phone without signal, from its place in the list to its submission, with whatever answers come by chance. */
export class TapThrough {
	readonly entered = new Entered();
	readonly #given: Given;
	readonly #audit: AuditPages;

	constructor(given: Given) {
		const { page, origin, auditId, template, head, today, chance } = given;
		this.#given = given;
		this.#audit = new AuditPages({
			...{ page, origin, auditId, template, about: head, today, entered: this.entered },
			choose: (question, { to }) => {
				const value = anAnswer(question, chance, today);
				// Where the clock runs to the day of the answer the page itself puts that day in.
				return to === 'today' && typeof value === 'object' && 'from' in value ? { ...value, to: today } : value;
			},
			chooseGrade: () => chance.pick([...gradesDownwards, 'na'])
		});
	}

	async fromFirstToLast(): Promise<void> {
		await this.#open();
		for (const section of this.#given.template.sections) {
			await this.#audit.openSection(section);
			await this.#audit.answerSection(section);
			await this.#raiseAlertOf(section);
			await this.#audit.closeSection(section);
			if (section.builtIn?.some(({ part }) => part === 'overall-grade') === true)
				await this.#audit.gradeOverall('Judged on what the child said and on what came of it.');
		}
		await this.#submit();
	}

	async #open(): Promise<void> {
		const { page, head } = this.#given;
		await page.locator('a[href="/audits"]:visible').first().click();
		await page.getByRole('link', { name: new RegExp(head.caseRef) }).click();
		await this.#audit.isOnTaskList();
	}

	/** The first call for the same day in an audit is made; what else calls for one is said at the end to be missing. */
	async #raiseAlertOf({ questions }: Section): Promise<void> {
		if (this.entered.alerts.length > 0) return;
		for (const question of questions) {
			const link = this.#audit.sheet(question).getByRole('link', { name: 'Raise the alert and see whom to call' });
			if (!(await link.isVisible())) continue;
			const alert = { concern: 'Nobody knows where the child sleeps tonight.', how: 'Spoke by phone' };
			await this.#audit.raiseAlert(question, alert);
			await this.#given.page.getByRole('link', { name: `Back to ${question.number}` }).click();
			return expect(this.#audit.sheet(question)).toBeVisible();
		}
	}

	async #submit(): Promise<void> {
		const { page } = this.#given;
		await this.#audit.openCheck();
		const why = page.getByLabel('Why is it not whole?');
		if (await why.isVisible()) await why.fill('The other calls are made tomorrow, and written down.');
		await this.#audit.tablet.acknowledged(() => page.getByRole('button', { name: 'Submit this audit' }).click());
		await expect(page.getByRole('heading', { name: 'Submitted', level: 1 })).toBeVisible();
	}
}
