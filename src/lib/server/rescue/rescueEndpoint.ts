import { rescueLimits } from '#lib/protocol/rescue.ts';
import { context } from '../context.ts';
import { scannerAt } from '../evidence/scanner.ts';
import { admitStranger, answerSync, readBody } from '../sync/receive.ts';
import { reportError } from '../sync/syncEndpoint.ts';
import { recoveryKeysIn } from './recoveryKeys.ts';
import { rescue } from './rescue.useCases.ts';

export type RescueEvent = {
	readonly request: Request;
	readonly url: URL;
	getClientAddress(): string;
};

/** The one door of sync that asks for no session: the tablet's signature is all there may be (V4). */
export function rescueEndpoint({ request, url, getClientAddress }: RescueEvent): Promise<Response> {
	return answerSync(async () => {
		admitStranger(request, url.origin);
		const body = await readBody(request, rescueLimits.bytes);
		const { database, config, now: clock } = context();
		const keys = recoveryKeysIn(config.recoveryKeyDir);
		const scan = scannerAt(config.clamd);
		const call = { database, keys, scan, body, clock, newId: () => crypto.randomUUID(), report: reportError };
		return Response.json(await rescue(call, getClientAddress()));
	}, reportError);
}
