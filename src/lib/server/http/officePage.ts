import { error } from '@sveltejs/kit';
import type { Person } from '#lib/domain/access/Person.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { context } from '../context.ts';
import { Refusal } from '../Refusal.ts';
import type { Acting } from '../records/Acting.ts';

/** Who opens an office page: the gate in front of these pages lets nobody in who is not signed in. */
export function actingOf(locals: { readonly person: Person | null }): Acting {
	const { database, now } = context();
	return { database, person: must(locals.person, 'the person signed in'), now: now() };
}

/** A use case's refusal becomes the page that says so; SvelteKit would take it for our mistake. */
export async function orSayWhy<Value>(work: Promise<Value>): Promise<Value> {
	try {
		return await work;
	} catch (refused) {
		if (refused instanceof Refusal) error(refused.status, { message: refused.code, code: refused.code });
		throw refused;
	}
}

/** For what a page shows only to those who may see it: null where it is refused. */
export async function orNothing<Value>(work: Promise<Value>): Promise<Value | null> {
	try {
		return await work;
	} catch (refused) {
		if (refused instanceof Refusal) return null;
		throw refused;
	}
}
