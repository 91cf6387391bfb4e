import { askAboutAlerts } from '../alerts/askAboutAlerts.ts';
import { followPathways } from '../alerts/followPathways.ts';
import { clearSignIns } from '../auth/clearSignIns.ts';
import { gatherFindings } from '../findings/gatherFindings.ts';
import { scheduledBackup } from '../backup/scheduledBackup.ts';
import { checkImpact } from '../impact/checkImpact.ts';
import { tendLoops } from '../improvement/tendLoops.ts';
import { writeCheckpoint } from '../log/writeCheckpoint.ts';
import { sweepFiles } from '../evidence/sweepFiles.ts';
import { queueModerations } from '../moderation/queueModerations.ts';
import { makeReaudits } from '../reaudit/makeReaudits.ts';
import { runProgramme } from '../programme/runProgramme.ts';
import type { Job } from './Job.ts';

/** What the server does by itself. To add one: make it beside what it is about, and name it here. */
export const allJobs: readonly Job[] = [
	clearSignIns,
	writeCheckpoint,
	scheduledBackup,
	sweepFiles,
	askAboutAlerts,
	runProgramme,
	queueModerations,
	gatherFindings,
	checkImpact,
	tendLoops,
	makeReaudits,
	followPathways
];
