export const madeByWords = { schedule: 'Schedule', command: 'By hand', restore: 'Restored here' } as const;

const problems: Readonly<Record<string, string>> = {
	'no-key': 'Not taken: there is no backup key',
	'no-space': 'Not taken: the disk is full. Make room',
	'no-tool': 'Not taken: pg_dump is missing or too old. Install PostgreSQL’s client programs',
	'not-allowed': 'Taken, not checked: the database role may not make a database to try it in',
	exists: 'Not taken: a file of that name was there',
	'failed-check': 'Taken, but the restored copy was not sound. Keep older backups, and ask for help',
	altered: 'Taken, but the file was not as it was written. Look at the disk',
	cut: 'Taken, but the file was cut short. Look at the disk'
};

/** What went wrong, and where there is something to do, what. */
export function problemWords(code: string): string {
	return problems[code] ?? 'Not taken: something unforeseen. The server’s own log says more';
}

export function bytesWords(bytes: number): string {
	if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} KB`;
	return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export function tookWords(ms: number): string {
	return ms === 0 ? 'when it was restored' : `in ${(ms / 1000).toFixed(1)} seconds`;
}

/** What would have to come back from the tablets. */
export function notCoveredWords(since: string | null): string {
	return since === null
		? 'Nothing: every change is in it'
		: `Changes since ${since}; tablets keep theirs until they are`;
}

/** What an administrator reads above every page, and what to do. */
export const backupNotices = {
	'no-key': {
		heading: 'No backups are made',
		next: 'There is no backup key. Until there is one, work that is lost here can only come back from the tablets.'
	},
	failed: {
		heading: 'The last backup failed',
		next: 'Look at what went wrong. Tablets keep a copy of what they sent meanwhile.'
	},
	overdue: {
		heading: 'No recent backup was found whole',
		next: 'Tablets keep a copy of what they sent meanwhile.'
	}
} as const;

export const overdueHeading = 'No recent backup was found whole';
export const overdueWhy =
	'Ask whoever keeps the server to look at the backups. Tablets keep a copy of what they sent meanwhile.';
