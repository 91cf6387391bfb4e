import { shareAnswer, type ShareAnswer } from '#lib/protocol/share.ts';
import { protocolVersion } from '#lib/protocol/version.ts';
import { askServer, type Reply } from './SyncServer.ts';

/** Where the server's half of a key comes from (SPEC.md V2 c). */
export type ShareServer = { ask(clientId: string): Promise<Reply<ShareAnswer>> };

/** Nobody waits long for what only saves typing. */
const patience = 8_000;

export function httpShareServer(send: typeof fetch = (...args) => fetch(...args)): ShareServer {
	return {
		ask: (clientId) => askServer(send, 'share', { proto: protocolVersion, clientId }, shareAnswer, patience)
	};
}

export const noShares: ShareServer = { ask: async () => ({ kind: 'no-signal' }) };
