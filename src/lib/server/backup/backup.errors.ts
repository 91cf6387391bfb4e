/** How the commands end, so that a script can tell why. 1 is anything unforeseen, 2 a command that was not understood. */
export const exitCodes = {
	'not-a-backup': 3,
	cut: 4,
	altered: 4,
	'no-key': 5,
	'wrong-key': 5,
	'other-council': 6,
	'newer-format': 7,
	'newer-schema': 7,
	'other-database': 7,
	'not-empty': 8,
	'in-use': 8,
	exists: 8,
	'failed-check': 9,
	'older-than-verified': 10,
	'no-tool': 11,
	'no-space': 12,
	'not-allowed': 12
} as const;

export type BackupCode = keyof typeof exitCodes;

/** What stands in the way of a backup or a restore, in a sentence that says what to do. Nothing was changed. */
export class BackupProblem extends Error {
	readonly code: BackupCode;

	constructor(code: BackupCode, sentence: string) {
		super(sentence);
		this.code = code;
	}

	get exitCode(): number {
		return exitCodes[this.code];
	}
}

export const notABackup = (file: string, why: string) =>
	new BackupProblem('not-a-backup', `${file} is not a Dipper backup: ${why}. Check the name of the file.`);

export const cut = (file: string) =>
	new BackupProblem(
		'cut',
		`${file} was cut short: its end is missing. Copy it again from where it is kept, or take another backup.`
	);

export const altered = (file: string) =>
	new BackupProblem(
		'altered',
		`${file} is not as it was written: something in it was altered. Copy it again from where it is kept, or take another backup.`
	);

export const noKey = (keyId: string) =>
	new BackupProblem(
		'no-key',
		`This backup is locked to the key ${keyId}. Bring that private key and name it: --key FILE.`
	);

export const wrongKey = (keyId: string) =>
	new BackupProblem('wrong-key', `That is not the key of this backup. It is locked to the key ${keyId}.`);

export const noPublicKey = () =>
	new BackupProblem(
		'no-key',
		'There is no backup key yet, so nothing was written. Make one with "npm run backup -- --make-key DIR", or say --plain if the file may be read by whoever has it.'
	);

export const diskFull = (file: string) =>
	new BackupProblem(
		'no-space',
		`There is no room left to write ${file}. Nothing is left of it. Make room, and begin again.`
	);
