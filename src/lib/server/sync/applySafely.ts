import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/connection.ts';
import { isTransient } from '../db/isTransient.ts';
import { applyArrived, type Arrival, type Sender } from './applyArrived.ts';
import type { ArrivedChange } from './arrivedChange.ts';

const tries = 4;

/**
 * A change that breaks the server is parked and the queue goes on (W1). What may pass by itself is tried again;
 * if parking fails too it is the database that is ill, not the change, and the tablet is told to come later.
 */
export async function applySafely(
	{ database, report }: { readonly database: Database; readonly report: (error: unknown) => void },
	arrived: ArrivedChange,
	sender: Sender
): Promise<Arrival> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await applyArrived(database, arrived, sender);
		} catch (error) {
			if (isTransient(error) && attempt < tries) {
				await pause(Math.random() * 50 * attempt);
				continue;
			}
			report(error);
			if (isTransient(error)) throw error;
			return applyArrived(database, arrived, sender, 'SERVER_ERROR');
		}
	}
}
