import { isJournalPossible } from '../store/Journal.ts';
import { opfsJournals, type JournalDoor } from '../store/JournalDoor.ts';
import { randomBytes, toHex, utf8 } from '../vault/bytes.ts';
import { bestDerivation, deriveWrappingKey, type Derivation } from '../vault/keyDerivation.ts';
import { lockRoot, openRoot } from '../vault/lockedRoot.ts';
import { keepCanary } from './keepCanary.ts';

export type CheckId = 'secure' | 'cipher' | 'derivation' | 'store' | 'journal' | 'room' | 'kept' | 'home-screen';
/** `bad`: nobody is set up here. `poor`: it works, and the person is told what is less good. */
export type Verdict = 'good' | 'poor' | 'bad';
export type TabletCheck = { readonly id: CheckId; readonly verdict: Verdict };

/** What the checks look at; replaced in tests. */
export type CheckedParts = {
	readonly isSecure: boolean;
	readonly derivation: Derivation;
	readonly keepCanary: () => Promise<boolean>;
	readonly journals: JournalDoor;
	readonly quota: () => Promise<{ used: number; max: number }>;
	readonly isPersisted: () => Promise<boolean>;
	/** An iPad or iPhone whose page was not opened from the home screen: there the browser clears what lies unused a week. */
	readonly isInTabOnIpad: boolean;
};

const megabyte = 1024 * 1024;
/** A week of audits with their photos, and what only a private window has. */
const enough = 300 * megabyte;
const hardlyAny = 50 * megabyte;

/** Whether work is safe here: tried, not asked (SPEC.md S6). Every check stands in the answer. */
export async function checkTablet(parts: CheckedParts): Promise<readonly TabletCheck[]> {
	const checks: readonly [CheckId, () => Promise<Verdict> | Verdict][] = [
		['secure', () => goodIf(parts.isSecure)],
		['cipher', async () => goodIf(await cipherWorks())],
		['derivation', () => deriveOnce(parts.derivation)],
		['store', async () => goodIf(await parts.keepCanary())],
		['journal', () => journalVerdict(parts.journals)],
		['room', async () => roomVerdict(await parts.quota())],
		['kept', async () => ((await parts.isPersisted()) ? 'good' : 'poor')],
		['home-screen', () => (parts.isInTabOnIpad ? 'poor' : 'good')]
	];
	return Promise.all(checks.map(async ([id, check]) => ({ id, verdict: await orBad(check) })));
}

export function isFit(checks: readonly TabletCheck[]): boolean {
	return checks.every(({ verdict }) => verdict !== 'bad');
}

async function orBad(check: () => Promise<Verdict> | Verdict): Promise<Verdict> {
	try {
		return await check();
	} catch {
		// That it was refused is what was asked.
		return 'bad';
	}
}

function goodIf(holds: boolean): Verdict {
	return holds ? 'good' : 'bad';
}

async function cipherWorks(): Promise<boolean> {
	const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
	const canary = randomBytes(32);
	const opened = await openRoot(await lockRoot(canary, key, 'canary'), key, 'canary');
	return opened !== null && toHex(opened) === toHex(canary);
}

async function deriveOnce(derivation: Derivation): Promise<Verdict> {
	const once: Derivation =
		derivation.alg === 'argon2id' ? { ...derivation, passes: 1 } : { ...derivation, iterations: 1000 };
	await deriveWrappingKey('canary', randomBytes(16), once);
	return derivation.alg === 'argon2id' ? 'good' : 'poor';
}

/** Written by one worker, read by the next: what comes back was on the disk. */
async function journalVerdict(journals: JournalDoor): Promise<Verdict> {
	if (!journals.isPossible) return 'poor';
	const bytes = utf8(toHex(randomBytes(8)));
	const first = await journals.open('canary', 'canary', toHex(randomBytes(4)));
	await first.append(1, bytes);
	first.close();
	const second = await journals.open('canary', 'canary', toHex(randomBytes(4)));
	const found = (await second.entries()).some(({ sealed }) => toHex(sealed) === toHex(bytes));
	await second.compact(1);
	second.close();
	return goodIf(found);
}

/** A browser that does not say how much room there is may have enough. */
function roomVerdict({ used, max }: { used: number; max: number }): Verdict {
	if (max === 0) return 'poor';
	const free = max - used;
	if (free < hardlyAny) return 'bad';
	return free < enough ? 'poor' : 'good';
}

type Standalone = Navigator & { readonly standalone?: boolean };

export function browserChecks(): CheckedParts {
	const { storage } = navigator;
	return {
		isSecure: isSecureContext && typeof crypto.subtle !== 'undefined',
		derivation: bestDerivation(),
		keepCanary,
		journals: { ...opfsJournals(), isPossible: isJournalPossible() },
		async quota() {
			const { usage = 0, quota = 0 } = (await storage?.estimate?.()) ?? {};
			return { used: usage, max: quota };
		},
		isPersisted: async () => (await storage?.persisted?.()) ?? false,
		// Only Safari on those has this member at all.
		isInTabOnIpad: (navigator as Standalone).standalone === false
	};
}
