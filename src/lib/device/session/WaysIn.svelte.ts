import type { TabletRules } from '#lib/domain/tablets/TabletRules.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import type { PersonRow } from '../store/People.ts';
import { wipe, type Bytes } from '../vault/bytes.ts';
import type { PasskeyProblem } from '../vault/PasskeyDoor.ts';
import { unwrapWithPasskey, wrapWithPasskey, type PasskeyWrap } from '../vault/passkeyWrap.ts';
import { judgePin, type PinProblem } from '../vault/pin.ts';
import { WarmKey } from '../vault/WarmKey.ts';
import { withoutKind } from '../vault/wraps.ts';
import { maySignedInOpen, unwrapSignedIn, type SignedInProblem } from './signedInOpening.ts';
import type { TabletParts } from './TabletParts.ts';
import { unwrapWithPassphrase, type UnlockProblem } from './unlocking.ts';

export type WaysInParts = {
	readonly outside: () => TabletParts;
	/** The row of whoever the unlock page is for, or who is unlocked, as it stands now. */
	readonly row: () => Promise<PersonRow>;
	readonly rules: () => TabletRules;
	/** Opens the store with the key; wipes it. */
	readonly open: (row: PersonRow, root: Bytes) => Promise<Result<void, UnlockProblem>>;
	/** Wraps have changed: beside the journal, too, and on the page. */
	readonly changed: (row: PersonRow) => Promise<void>;
	/** From a locked page that runs on to one that is closed. */
	readonly goCold: () => Promise<void>;
};

export type PinUnlockProblem = 'wrong-pin' | 'pin-gone' | UnlockProblem;

/** The ways in beside the passphrase: a PIN while the page runs, the screen lock, a sign-in (SPEC.md V2, V3). */
export class WaysIn {
	#pin = $state.raw<WarmKey | null>(null);
	#pinSlot: string | null = null;
	#triesLeft = $state(0);
	readonly #parts: WaysInParts;

	constructor(parts: WaysInParts) {
		this.#parts = parts;
	}

	/** A PIN was chosen since this page was opened. */
	get hasPin(): boolean {
		return this.#pin !== null;
	}
	get pinTriesLeft(): number {
		return this.#triesLeft;
	}

	/** Asks for the passphrase once more: nobody sets a PIN on a tablet that was left open. */
	async choosePin(passphrase: string, pin: string): Promise<Result<void, UnlockProblem | PinProblem>> {
		const judged = judgePin(pin);
		if (!judged.ok) return judged;
		const { outside, row } = this.#parts;
		const person = await row();
		const root = await unwrapWithPassphrase(outside(), person, passphrase);
		if (!root.ok) return root;
		await this.#keepPin(person.slot, root.value, pin);
		return ok(undefined);
	}

	/** With the key just made, while a tablet is set up. `root` is wiped. */
	async choosePinWith(slot: string, root: Bytes, pin: string): Promise<void> {
		await this.#keepPin(slot, root, pin);
	}

	forgetPin(): void {
		this.#pin?.forget();
		this.#pin = null;
		this.#pinSlot = null;
		this.#triesLeft = 0;
	}

	async unlockWithPin(pin: string): Promise<Result<void, PinUnlockProblem>> {
		const warm = this.#pin;
		if (warm === null) return problem('pin-gone');
		const root = await warm.open(pin);
		this.#triesLeft = warm.triesLeft;
		if (root !== null) return this.#parts.open(await this.#parts.row(), root);
		if (warm.triesLeft > 0) return problem('wrong-pin', { left: warm.triesLeft });
		await this.#parts.goCold();
		return problem('pin-gone');
	}

	/** Whether this device has a screen lock that Dipper can use. */
	mayHavePasskey(): Promise<boolean> {
		return this.#parts.outside().passkeys.isPossible();
	}

	async addPasskey(passphrase: string): Promise<Result<void, UnlockProblem | PasskeyProblem>> {
		const { outside, row } = this.#parts;
		const person = await row();
		const root = await unwrapWithPassphrase(outside(), person, passphrase);
		if (!root.ok) return root;
		const made = await outside().passkeys.make(person.name, person.slot);
		if (!made.ok) {
			wipe(root.value);
			return made;
		}
		const wrap = await wrapWithPasskey(root.value, made.value.passkey, made.value.answer, person.slot);
		wipe(root.value);
		await this.#changeWraps(person, (wraps) => [...withoutKind(wraps, 'passkey'), wrap]);
		return ok(undefined);
	}

	async dropPasskey(): Promise<void> {
		await this.#changeWraps(await this.#parts.row(), (wraps) => withoutKind(wraps, 'passkey'));
	}

	async unlockWithPasskey(): Promise<Result<void, UnlockProblem | PasskeyProblem>> {
		const { outside, row, open } = this.#parts;
		const person = await row();
		const wrap = person.wraps.find((one): one is PasskeyWrap => one.kind === 'passkey');
		if (wrap === undefined) return problem('passkey.failed');
		const answer = await outside().passkeys.ask(wrap);
		if (!answer.ok) return answer;
		const root = await unwrapWithPasskey(wrap, answer.value, person.slot);
		return root === null ? problem('passkey.failed') : open(person, root);
	}

	/** Whether the sign-in at the office opens it now: asks the server. */
	async maySignedIn(): Promise<boolean> {
		return maySignedInOpen(this.#parts.outside(), await this.#parts.row());
	}

	async unlockSignedIn(): Promise<Result<void, UnlockProblem | SignedInProblem>> {
		const { outside, row, open } = this.#parts;
		const person = await row();
		const root = await unwrapSignedIn(outside(), person);
		return root.ok ? open(person, root.value) : root;
	}

	/** Whether a lock may keep the key of this person under their PIN. */
	mayStayWarm(slot: string): boolean {
		return this.#pin !== null && this.#pinSlot === slot && this.#parts.rules().mayUsePin;
	}

	async #keepPin(slot: string, root: Bytes, pin: string): Promise<void> {
		const warm = await WarmKey.make(root, pin, slot, this.#parts.outside().derivation);
		wipe(root);
		this.#pin = warm;
		this.#pinSlot = slot;
		this.#triesLeft = warm.triesLeft;
	}

	async #changeWraps(row: PersonRow, change: Parameters<TabletParts['people']['changeWraps']>[1]): Promise<void> {
		const changed = await this.#parts.outside().people.changeWraps(row.slot, change);
		if (changed !== null) await this.#parts.changed(changed);
	}
}
