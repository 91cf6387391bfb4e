import { z } from 'zod';
import { packCaseload } from '#lib/device/caseload/packCaseload.ts';
import type { ComparedCase } from '#lib/domain/frames/compareFrames.ts';
import { mappableFields } from '#lib/domain/frames/suggestMapping.ts';
import { stages } from '#lib/domain/frames/SamplingFrame.ts';
import { problem } from '#lib/domain/shared/Result.ts';
import type { ImportWorld } from './CaseloadImport.svelte.ts';

const before = z.object({
	cases: z
		.array(
			z.object({ caseRef: z.string(), team: z.string().nullable(), worker: z.string().nullable(), stage: z.string() })
		)
		.nullable()
});
const recalled = z.object({
	mapping: z.object({ columns: z.partialRecord(z.enum(mappableFields), z.number()), stage: z.enum(stages) }).nullable()
});
const answer = z.union([
	z.object({ ok: z.literal(true), value: z.unknown() }),
	z.object({ ok: z.literal(false), problem: z.object({ code: z.string() }) })
]);

/** The office at the other end, as this page asks it. What cannot be reached is said, never thrown. */
export const office: Omit<ImportWorld, 'reader'> = {
	async findBefore() {
		const response = await fetch('/caseload/current');
		if (!response.ok) return null;
		return before.parse(await response.json()).cases as readonly ComparedCase[] | null;
	},
	async findMapping(headers) {
		try {
			const response = await fetch(`/caseload/mapping?headers=${headers}`);
			const read = recalled.safeParse(await response.json());
			return read.success ? read.data.mapping : null;
		} catch {
			return null;
		}
	},
	async saveMapping(headers, mapping) {
		try {
			await post('/caseload/mapping', { headers, mapping });
		} catch {
			// The caseload is in; without signal the columns are mapped once more the next time.
			return;
		}
	},
	async accept(given) {
		try {
			const response = await fetch('/caseload/accept', {
				method: 'POST',
				headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
				body: await packCaseload(given)
			});
			const read = answer.safeParse(await response.json());
			if (read.success) return read.data.ok ? { ok: true, value: null } : { ok: false, problem: read.data.problem };
			return problem('frame.not-taken');
		} catch {
			return problem('frame.no-signal');
		}
	}
};

function post(address: string, body: unknown): Promise<Response> {
	return fetch(address, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body)
	});
}
