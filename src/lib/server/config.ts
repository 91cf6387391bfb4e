import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const hour = 3_600_000;

const count = (fallback: number, least: number, most: number) =>
	z.coerce.number().int().min(least).max(most).default(fallback);

const environment = z.object({
	HOST: z.string().min(1).default('127.0.0.1'),
	PORT: count(3000, 0, 65_535),
	ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
	DATABASE_URL: z.string().optional(),
	/** Connections that this process keeps to Postgres at most. */
	DATABASE_POOL: count(10, 2, 100),
	DATA_DIR: z.string().min(1).default('data'),
	WITNESS_DIR: z.string().min(1).optional(),
	KEYS_DIR: z.string().min(1).optional(),
	BACKUP_DIR: z.string().min(1).optional(),
	BACKUP_PUBLIC_KEY: z.string().min(1).optional(),
	/** In UTC: half past one at night, when nobody audits. */
	BACKUP_CRON: z.string().min(1).default('30 1 * * *'),
	BACKUP_WARN_DAYS: count(2, 1, 60),
	/** Where the private halves of recovery keys lie. Several machines on one database share it. */
	RECOVERY_KEY_DIR: z.string().min(1).optional(),
	/** Long enough that a tablet used in the morning can still send in the evening; short enough for a lost one. */
	SESSION_IDLE_HOURS: count(24, 1, 24 * 30),
	SESSION_ABSOLUTE_DAYS: count(14, 1, 90),
	/** Where the virus scanner listens: `host:port`, or the path of its socket. */
	CLAMD: z
		.string()
		.regex(/^(\/.+|[^/:\s]+:\d{1,5})$/)
		.optional()
});

export type Config = {
	readonly host: string;
	readonly port: number;
	/** The address people type, where one was given. Behind a proxy it must be. */
	readonly origin: string | null;
	/** Postgres, where a url was given; else one SQLite file in the data folder. */
	readonly databaseUrl: string | null;
	readonly poolSize: number;
	readonly dataDir: string;
	/** The second place: how far the log was when last served, and its signed checkpoints. Apart from the store. */
	readonly witnessDir: string;
	/** What the server signs with, and the public half of the backups' key. Apart from the store and the second place. */
	readonly keysDir: string;
	readonly backupDir: string;
	/** The file of the public key that backups are locked to. */
	readonly backupPublicKey: string;
	/** When backups are taken by themselves, a cron pattern in UTC. */
	readonly backupCron: string;
	/** After how many days without a verified backup the administrator is warned. */
	readonly backupWarnDays: number;
	/** Never in the database, nor in a backup of it: without it no rescue opens, with it every one does. */
	readonly recoveryKeyDir: string;
	readonly sessionIdleMs: number;
	readonly sessionAbsoluteMs: number;
	/** The virus scanner that looks into evidence; null where the council has none. */
	readonly clamd: string | null;
	readonly version: string;
};

/** The only reader of the environment. What is wrong in it is said by name, and nothing starts. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
	const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
	const parsed = environment.safeParse(given);
	if (!parsed.success) {
		const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
		throw new Error(`the environment is not right. ${wrong.join('; ')}`);
	}
	const { data } = parsed;
	const beside = (name: string) => `${path.resolve(data.DATA_DIR)}-${name}`;
	const keysDir = data.KEYS_DIR ?? beside('keys');
	return {
		host: data.HOST,
		port: data.PORT,
		origin: data.ORIGIN === undefined ? null : new URL(data.ORIGIN).origin,
		databaseUrl: data.DATABASE_URL ?? null,
		poolSize: data.DATABASE_POOL,
		dataDir: data.DATA_DIR,
		witnessDir: data.WITNESS_DIR ?? beside('witness'),
		keysDir,
		backupDir: data.BACKUP_DIR ?? beside('backups'),
		backupPublicKey: data.BACKUP_PUBLIC_KEY ?? path.join(keysDir, 'backup-public-key.pem'),
		backupCron: data.BACKUP_CRON,
		backupWarnDays: data.BACKUP_WARN_DAYS,
		recoveryKeyDir: data.RECOVERY_KEY_DIR ?? path.join(keysDir, 'recovery'),
		sessionIdleMs: data.SESSION_IDLE_HOURS * hour,
		sessionAbsoluteMs: data.SESSION_ABSOLUTE_DAYS * 24 * hour,
		clamd: data.CLAMD ?? null,
		version: readVersion()
	};
}

const packageFile = z.object({ version: z.string() });

/** Every task is started from the project's folder. */
function readVersion(): string {
	return packageFile.parse(JSON.parse(readFileSync('package.json', 'utf8'))).version;
}
