import type { ActionSession } from '#lib/device/session/ActionSession.svelte.ts';
import type { PreparedFile } from '#lib/device/evidence/PreparedFile.ts';
import type { Saved } from '#lib/device/store/recordChange.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import type { Verdict } from './actTexts.ts';
import type { ActName } from './offeredActs.ts';

export type Given = {
	readonly text: string;
	readonly verdict: Verdict | null;
	readonly day: Day | null;
	readonly person: string | null;
	/** What is different for the child, as whoever verifies says it. */
	readonly difference?: string;
	/** What a completed action rests on. */
	readonly files?: readonly PreparedFile[];
};
type Acts = Pick<
	ActionSession,
	'accept' | 'progress' | 'complete' | 'verify' | 'extend' | 'notNeeded' | 'transfer' | 'checkImpact'
>;

/** The session's own act for a form that was filled in rightly. */
export function performAct(
	session: Acts,
	act: ActName,
	{ text, verdict, day, person, difference = '', files = [] }: Given
): Promise<Saved> {
	switch (act) {
		case 'accept':
			return session.accept();
		case 'progress':
			return session.progress(text);
		case 'complete':
			return session.complete(text, files);
		case 'verify':
			return session.verify({
				verdict: verdict === 'verified' ? 'verified' : 'returned',
				note: text,
				...(difference === '' ? {} : { difference })
			});
		case 'impact':
			return session.checkImpact(verdict === 'held' ? 'held' : 'not-held', text);
		case 'extend':
			return session.extend(must(day, 'the new date'), text);
		case 'transfer':
			return session.transfer(must(person, 'the new owner'), text);
		case 'notNeeded':
			return session.notNeeded(text);
	}
}
