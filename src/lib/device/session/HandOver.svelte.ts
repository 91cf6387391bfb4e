import { ok, type Result } from '#lib/domain/shared/Result.ts';
import type { PersonRow } from '../store/People.ts';
import { wipe } from '../vault/bytes.ts';
import { noTries } from '../vault/tries.ts';
import type { TabletParts } from './TabletParts.ts';
import { unwrapWithPassphrase, type UnlockProblem } from './unlocking.ts';

export type HandOverParts = {
	readonly outside: () => TabletParts;
	/** Of whoever is unlocked. */
	readonly row: () => Promise<PersonRow>;
	readonly forgetPin: () => void;
	readonly lockOtherTabs: () => void;
};

/**
 * The tablet in a child's hands: open, so that what the child says is kept, and locked to one page. It is given back by
 * the passphrase alone. Loading the page anew drops the key, as it always does, and then the unlock page asks for it.
 */
export class HandOver {
	#audit = $state<string | null>(null);
	readonly #parts: HandOverParts;

	constructor(parts: HandOverParts) {
		this.#parts = parts;
	}

	/** The audit whose child has the tablet; null while nobody else has it. */
	get audit(): string | null {
		return this.#audit;
	}

	/** Written down as a lock, so that neither an earlier sign-in nor a PIN opens it after that, nor another tab. */
	async begin(auditId: string): Promise<void> {
		const { outside, row, forgetPin, lockOtherTabs } = this.#parts;
		const { slot } = await row();
		await outside().people.update(slot, { lockedAt: outside().now().toISOString(), lockedBecause: 'person' });
		forgetPin();
		lockOtherTabs();
		outside().markHandedOver(true);
		this.#audit = auditId;
	}

	/** The key itself is here already: the passphrase is only shown to be known. */
	async takeBack(passphrase: string): Promise<Result<void, UnlockProblem>> {
		const { outside, row } = this.#parts;
		const person = await row();
		const root = await unwrapWithPassphrase(outside(), person, passphrase);
		if (!root.ok) return root;
		wipe(root.value);
		await outside().people.update(person.slot, { lockedAt: null, lockedBecause: null, tries: noTries });
		this.over();
		return ok(undefined);
	}

	/** Unlocked, or set up anew, by someone who could. */
	over(): void {
		this.#audit = null;
		this.#parts.outside().markHandedOver(false);
	}
}
