import { Cron } from 'croner';

/** The first time after `after` at which a pattern runs, in milliseconds since 1970. UTC: an hour skipped in March must not skip a backup. */
export function nextTime(every: string, after: number): number {
	const next = new Cron(every, { paused: true, timezone: 'UTC', mode: '5-part' }).nextRun(new Date(after));
	if (next === null) throw new Error(`"${every}" never comes`);
	return next.getTime();
}
