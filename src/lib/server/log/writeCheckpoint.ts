import type { Job } from '../jobs/Job.ts';
import { addCheckpoint } from './checkpoints.ts';

/** Each hour: what is rewritten in the log shows against the last one signed before. */
export const writeCheckpoint: Job = {
	name: 'log-checkpoint',
	every: '7 * * * *',
	run: async ({ database, config, now }) => ({ added: await addCheckpoint(database, config, now) })
};
