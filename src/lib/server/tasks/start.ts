import { existsSync } from 'node:fs';
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { acceptOlder } from '../backup/acceptOlder.ts';
import { noKeyNotice } from '../backup/backupStanding.ts';
import type { Config } from '../config.ts';
import { readConfig } from '../config.ts';
import { keepAssets, serveEarlier } from './earlierAssets.ts';
import { makeFront, schemeHeader } from './front.ts';

/** A caseload of 10,000 cases is about 4 MB of JSON; endpoints that take less say so themselves. */
const mostBytes = 16 * 1024 * 1024;
/** How long a request under way may take to finish when the server is told to stop, in milliseconds. */
const patience = 10_000;

export async function start(config: Config = readConfig()): Promise<Server> {
	const handler = await loadApplication(config);
	const port = (): number => (server.address() as AddressInfo | null)?.port ?? config.port;
	const server: Server = createServer(makeFront({ origin: config.origin, port, handler, earlier: earlierOf(config) }));
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(config.port, config.host, resolve);
	});
	stopWhenTold(server);
	const notice = noKeyNotice(config);
	if (notice !== null) console.log(notice);
	console.log(`Dipper ${config.version} is at ${config.origin ?? `http://localhost:${port()}`}`);
	return server;
}

/** The application reads its settings from the environment while it loads. */
async function loadApplication({ origin }: Config): Promise<RequestListener> {
	const file = path.resolve('build/handler.js');
	if (!existsSync(file)) throw new Error('there is no build yet: run "npm run build" first');
	process.env.BODY_SIZE_LIMIT ??= String(mostBytes);
	if (origin === null) process.env.PROTOCOL_HEADER = schemeHeader;
	else process.env.ORIGIN = origin;
	const built = (await import(pathToFileURL(file).href)) as { handler: RequestListener };
	return built.handler;
}

function earlierOf({ dataDir }: Config) {
	const folder = path.join(dataDir, 'earlier-builds');
	return serveEarlier(
		folder,
		keepAssets({ built: path.resolve('build/client/_app/immutable'), folder, now: Date.now() })
	);
}

function stopWhenTold(server: Server) {
	let stopping = false;
	const stop = () => {
		if (stopping) return;
		stopping = true;
		server.close(() => process.emit('sveltekit:shutdown' as 'disconnect'));
		server.closeIdleConnections();
		setTimeout(() => server.closeAllConnections(), patience).unref();
	};
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
}

if (import.meta.main) {
	try {
		const config = readConfig();
		if (process.argv.includes('--accept-older') && (await acceptOlder(config, Date.now())))
			console.log('An older database was accepted: it has a new epoch, and the change log tells of it.');
		await start(config);
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}
