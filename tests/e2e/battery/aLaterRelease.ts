import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * What is built, once more, as a release that came later: its page names the release, and so its worker is another one.
 * Returns its folder, for `DipperServer.start`; whoever asked throws it away.
 */
export function aLaterRelease(name: string): string {
	const house = mkdtempSync(path.join(tmpdir(), 'dipper-release-'));
	for (const shared of ['src', 'node_modules', 'package.json'])
		symlinkSync(path.resolve(shared), path.join(house, shared));
	cpSync('build', path.join(house, 'build'), { recursive: true });
	const client = path.join(house, 'build/client');
	const shell = readFileSync(path.join(client, 'shell.html'), 'utf8').replace('<html', `<html data-release="${name}"`);
	put(client, 'shell.html', shell);
	const revision = createHash('md5').update(shell).digest('hex');
	const worker = readFileSync(path.join(client, 'service-worker.js'), 'utf8');
	const named = worker.replace(
		/"revision":"[0-9a-f]+","url":"shell\.html"/,
		`"revision":"${revision}","url":"shell.html"`
	);
	if (named === worker) throw new Error('the worker does not name the shell’s revision');
	put(client, 'service-worker.js', named);
	return house;
}

/** Without the packed copies of what it was, which would be served in its place. */
function put(folder: string, file: string, text: string): void {
	for (const packed of ['.br', '.gz']) rmSync(path.join(folder, file + packed), { force: true });
	writeFileSync(path.join(folder, file), text);
}
