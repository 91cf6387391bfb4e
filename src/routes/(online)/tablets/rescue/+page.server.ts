import { fail } from '@sveltejs/kit';
import { context } from '#lib/server/context.ts';
import { scannerAt } from '#lib/server/evidence/scanner.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { Refusal } from '#lib/server/Refusal.ts';
import { recoveryKeysIn } from '#lib/server/rescue/recoveryKeys.ts';
import { rescueFromFile } from '#lib/server/rescue/rescue.useCases.ts';
import { requireMay } from '#lib/server/records/requireMay.ts';
import { reportError } from '#lib/server/sync/syncEndpoint.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	await orSayWhy((async () => requireMay(actingOf(locals), 'bring-rescue'))());
	return {};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const acting = actingOf(locals);
		await orSayWhy((async () => requireMay(acting, 'bring-rescue'))());
		const file = (await request.formData()).get('file');
		if (!(file instanceof File) || file.size === 0) return fail(400, { code: 'NO_FILE' });
		const { config, now: clock } = context();
		const keys = recoveryKeysIn(config.recoveryKeyDir);
		try {
			const body: unknown = JSON.parse(await file.text());
			const scan = scannerAt(config.clamd);
			const call = { keys, scan, body, clock, newId: () => crypto.randomUUID(), report: reportError };
			return { brought: countBrought(await rescueFromFile(acting, call)) };
		} catch (error) {
			if (error instanceof SyntaxError) return fail(400, { code: 'RESCUE_FILE' });
			if (error instanceof Refusal) return fail(400, { code: error.code });
			throw error;
		}
	}
};

function countBrought(brought: Awaited<ReturnType<typeof rescueFromFile>>) {
	const results = brought.flatMap((one) => one.results);
	const count = (...sts: readonly string[]) => results.filter(({ st }) => sts.includes(st)).length;
	return {
		applied: count('applied', 'conflict'),
		parked: count('parked'),
		known: count('dup'),
		unread: count('unread'),
		files: brought.flatMap((one) => one.files).filter(({ st }) => st === 'kept').length,
		why: 'file'
	};
}
