import { BackupProblem } from '../backup/backup.errors.ts';

/** Ends a task with a sentence and an exit code instead of a stack; 2 says how the command is given. */
export async function endWith(task: () => Promise<void>): Promise<void> {
	try {
		await task();
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = codeOf(error);
	}
}

export function codeOf(error: unknown): number {
	if (error instanceof BackupProblem) return error.exitCode;
	return error instanceof TypeError ? 2 : 1;
}

export function size(bytes: number): string {
	return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(1)} s`;
}
