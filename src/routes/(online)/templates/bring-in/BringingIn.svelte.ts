import { readTemplateFile } from '#lib/device/forms/readTemplateFile.ts';
import type { Problem, Result } from '#lib/domain/shared/Result.ts';
import type { TemplateFile } from '#lib/device/forms/readTemplateFile.ts';
import { importXlsForm, type Imported } from '#lib/domain/templates/xlsform/importXlsForm.ts';

/** A file on its way to be a draft: read here, looked at, and only then kept. */
export class BringingIn {
	#name = $state('');
	#read = $state.raw<Result<TemplateFile> | null>(null);
	#isReading = $state(false);
	#language = $state<string>();
	#sectionTitle: string;

	readonly #brought = $derived.by((): Result<Imported> | null => {
		if (this.#read === null || !this.#read.ok) return this.#read;
		const file = this.#read.value;
		if (file.kind === 'template')
			return { ok: true, value: { draft: file.draft, report: [], languages: [], language: '' } };
		const title = this.#name.replace(/\.[a-z]+$/i, '');
		const language = this.#language;
		return importXlsForm(file.sheets, {
			title,
			sectionTitle: this.#sectionTitle,
			hasMacros: file.hasMacros,
			...(language === undefined ? {} : { language })
		});
	});

	constructor(sectionTitle: string) {
		this.#sectionTitle = sectionTitle;
	}

	get name(): string {
		return this.#name;
	}

	get isReading(): boolean {
		return this.#isReading;
	}

	get imported(): Imported | null {
		return this.#brought?.ok === true ? this.#brought.value : null;
	}

	get problem(): Problem | null {
		return this.#brought?.ok === false ? this.#brought.problem : null;
	}

	async choose(file: File): Promise<void> {
		this.#isReading = true;
		this.#name = file.name;
		this.#language = undefined;
		this.#read = null;
		const read = await readTemplateFile(file);
		// Of two files chosen one after the other the later one counts.
		if (this.#name !== file.name) return;
		this.#read = read;
		this.#isReading = false;
	}

	speak(language: string): void {
		this.#language = language;
	}
}
