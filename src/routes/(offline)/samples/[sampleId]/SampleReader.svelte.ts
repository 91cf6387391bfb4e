import { AuditSession } from '#lib/device/session/AuditSession.svelte.ts';
import type { AuditListing, Tablet } from '#lib/device/session/Tablet.svelte.ts';
import type { Audit } from '#lib/domain/audits/readAudit.ts';

/** The audits of a sample, read once each and again when what the tablet holds of one has changed. */
export class SampleReader {
	readonly #tablet: Tablet;
	#audits = $state.raw<Readonly<Record<string, Audit>>>({});
	/** How each stood when it was read last. */
	readonly #read: Record<string, string> = {};
	#stopped = false;

	constructor(tablet: Tablet) {
		this.#tablet = tablet;
	}

	auditOf(id: string): Audit | null {
		return this.#audits[id] ?? null;
	}

	async read(listings: readonly AuditListing[]): Promise<void> {
		const changed = listings.filter((listing) => this.#read[listing.id] !== standingOf(listing));
		for (const listing of changed) this.#read[listing.id] = standingOf(listing);
		const read = await Promise.all(changed.map((listing) => this.#readOne(listing.id)));
		if (this.#stopped) return;
		const fresh = read.flatMap((audit) => (audit === null ? [] : [[audit.id, audit] as const]));
		this.#audits = { ...this.#audits, ...Object.fromEntries(fresh) };
	}

	stop(): void {
		this.#stopped = true;
	}

	async #readOne(id: string): Promise<Audit | null> {
		const session = await AuditSession.open(this.#tablet, id);
		const audit = session?.audit ?? null;
		await session?.close();
		return audit;
	}
}

/** What of a listing changes whenever its audit does on this tablet. */
function standingOf({ head, judged, asked, alerts, conflicts, unsent }: AuditListing): string {
	return [head.state, judged, asked, alerts, conflicts, unsent].join(' ');
}
