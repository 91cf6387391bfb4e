import { z } from 'zod';
import { templateDraft, type TemplateDraft } from '#lib/domain/templates/editing/TemplateDraft.ts';
import type { Problem } from '#lib/domain/shared/Result.ts';

const problem = z.object({
	code: z.string(),
	facts: z.record(z.string(), z.union([z.string(), z.number()])).optional()
});
const answer = z.discriminatedUnion('ok', [
	z.object({ ok: z.literal(true), value: z.object({ revision: z.number() }) }),
	z.object({ ok: z.literal(false), problem, by: z.string().nullish() })
]);
const named = z.discriminatedUnion('ok', [
	z.object({ ok: z.literal(true), value: z.string() }),
	z.object({ ok: z.literal(false), problem })
]);
const whole = z.object({ draft: templateDraft, revision: z.number() });

export type Kept =
	| { readonly did: 'kept'; readonly revision: number }
	| { readonly did: 'refused'; readonly problem: Problem; readonly by: string | null }
	/** Nobody answered, or not in a way that was understood: it is tried again. */
	| { readonly did: 'not-reached' };

/** Where a draft is kept. Another one stands in for it in tests. */
export class DraftServer {
	readonly #address: string;
	readonly #fetch: typeof fetch;

	constructor(templateId: string, fetcher: typeof fetch = (...given) => fetch(...given)) {
		this.#address = `/templates/${templateId}/draft`;
		this.#fetch = fetcher;
	}

	async keep(revision: number, draft: TemplateDraft): Promise<Kept> {
		const told = answer.safeParse(await this.#ask('PUT', { revision, draft }));
		if (!told.success) return { did: 'not-reached' };
		if (told.data.ok) return { did: 'kept', revision: told.data.value.revision };
		return { did: 'refused', problem: told.data.problem as Problem, by: told.data.by ?? null };
	}

	/** As it stands there now; null where it is gone or nobody answers. */
	async read(): Promise<{ readonly draft: TemplateDraft; readonly revision: number } | null> {
		const told = whole.safeParse(await this.#ask('GET'));
		return told.success ? told.data : null;
	}

	/** Keeps a draft beside this one, as a template of its own; gives its id. */
	async setAside(title: string, draft: TemplateDraft): Promise<string | null> {
		const told = named.safeParse(await this.#ask('POST', { title, draft }));
		return told.success && told.data.ok ? told.data.value : null;
	}

	async drop(revision: number): Promise<boolean> {
		const told = z.object({ ok: z.boolean() }).safeParse(await this.#ask('DELETE', { revision }));
		return told.success && told.data.ok;
	}

	async #ask(method: string, body?: unknown): Promise<unknown> {
		const content =
			body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
		const answered = await this.#fetch(this.#address, { method, ...content }).catch(() => null);
		return answered === null ? null : answered.json().catch(() => null);
	}
}
