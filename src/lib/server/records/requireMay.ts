import { may, type OfficeAct } from '#lib/domain/access/can.ts';
import { todayOf, type Acting } from './Acting.ts';
import { notPermitted } from './records.errors.ts';

export function requireMay({ person, now }: Acting, act: OfficeAct): void {
	if (!may(person, act, todayOf(now))) throw notPermitted();
}
