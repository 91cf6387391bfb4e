import { isActive } from '#lib/domain/access/can.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import type { Directive, WipeReason } from '#lib/protocol/hello.ts';
import { todayOf } from '../records/Acting.ts';

export type Standing = { readonly revoked: boolean; readonly asked: boolean };

/** Why this person's store should leave the tablet, once its work is safe here; null where it should stay. */
export function wipeReason(standing: Standing, person: Person, now: number): WipeReason | null {
	if (standing.revoked) return 'revoked';
	if (!isActive(person, todayOf(now))) return 'deactivated';
	return standing.asked ? 'asked' : null;
}

/** What hello, push, pull and a rescue's receipt tell the tablet to do. */
export function directivesFor(standing: Standing, person: Person, now: number): Directive[] {
	const why = wipeReason(standing, person, now);
	return why === null ? [] : [{ kind: 'rescueThenWipe', why }];
}
