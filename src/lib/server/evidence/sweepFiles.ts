import type { Job } from '../jobs/Job.ts';
import { sweepEvidence } from './evidence.repository.ts';

/** Days that parts nobody finished, and files that nothing names any more, are kept: a tablet may come back late. */
const keptDays = 30;

/** What was taken off, and what belonged to deleted records, goes for good. */
export const sweepFiles: Job = {
	name: 'sweep-evidence',
	every: '23 2 * * *',
	async run({ database, now, stillMine }) {
		return database.transaction(async (trx) => {
			await stillMine(trx);
			return sweepEvidence(trx, now - keptDays * 86_400_000);
		});
	}
};
