import type { Migration } from './Migration.ts';
import { people } from './0001-people.ts';
import { records } from './0002-records.ts';
import { evidence } from './0003-evidence.ts';
import { devices } from './0004-devices.ts';
import { vaultShares } from './0005-vault-shares.ts';
import { backups } from './0006-backups.ts';
import { jobs } from './0007-jobs.ts';
import { templateDrafts } from './0008-template-drafts.ts';
import { frameHistory } from './0009-frame-history.ts';
import { programme } from './0010-programme.ts';
import { rescuedFiles } from './0011-rescued-files.ts';
import { alertAsks } from './0012-alert-asks.ts';
import { findings } from './0013-findings.ts';
import { caseMarks } from './0015-case-marks.ts';
import { loopChases } from './0017-loop-chases.ts';
import { feedbackLinks } from './0018-feedback-links.ts';
import { loopLists } from './0019-loop-lists.ts';
import { loopViews } from './0021-loop-views.ts';
import { plans } from './0022-plans.ts';

export const migrations: readonly Migration[] = [
	people,
	records,
	evidence,
	devices,
	vaultShares,
	backups,
	jobs,
	templateDrafts,
	frameHistory,
	programme,
	rescuedFiles,
	alertAsks,
	findings,
	caseMarks,
	loopChases,
	feedbackLinks,
	loopLists,
	loopViews,
	plans
];
