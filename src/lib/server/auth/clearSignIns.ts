import type { Job } from '../jobs/Job.ts';
import { rememberedFor } from './backOff.ts';
import { endSessionsBefore } from './sessions.repository.ts';
import { forgetBefore } from './signInAttempts.repository.ts';

/** Ended sessions and old wrong passwords name people and addresses: they are not kept longer than they serve. */
export const clearSignIns: Job = {
	name: 'clear-sign-ins',
	every: '*/10 * * * *',
	async run({ database: { db }, now }) {
		const sessions = await endSessionsBefore(db, now);
		const attempts = await forgetBefore(db, now - rememberedFor);
		return { sessions, attempts };
	}
};
