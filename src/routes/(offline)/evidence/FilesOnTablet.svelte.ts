import type { EvidenceProgress } from '#lib/device/evidence/EvidenceProgress.svelte.ts';
import type { HeldFile } from '#lib/device/evidence/heldFiles.ts';
import type { PreparedFile } from '#lib/device/evidence/PreparedFile.ts';
import { prepareFile } from '#lib/device/evidence/prepareFile.ts';
import type { RecordSession } from '#lib/device/session/RecordSession.ts';
import { VaultLocked } from '#lib/device/vault/Vault.ts';
import type { Saved } from '#lib/device/store/recordChange.ts';
import { isPicture, type Evidence } from '#lib/domain/evidence/readEvidence.ts';
import type { FileItem } from '#lib/ui/evidence/FileItem.ts';
import { notDoneWords } from '#lib/ui/words/actions.ts';
import { notOpenedWords, type FileState } from '#lib/ui/words/evidence.ts';
import { problems, problemWords } from '#lib/ui/words/problems.ts';

type Session = Pick<RecordSession, 'filesHere' | 'fileHere' | 'thumbHere' | 'whenKept'>;
type Fetched = (address: string) => Promise<Response>;

/** The files of one question or action before a person: adding, looking, and where each stands. */
export class FilesOnTablet {
	#held = $state.raw<ReadonlyMap<string, HeldFile> | null>(null);
	#thumbs = $state.raw<Readonly<Record<string, string>>>({});
	#shown = $state.raw<{ readonly address: string; readonly name: string } | null>(null);
	#words = $state<string | null>(null);
	#isBusy = $state(false);
	readonly #session: Session;
	readonly #progress: EvidenceProgress;
	readonly #fetch: Fetched;

	constructor(session: Session, progress: EvidenceProgress, fetched: Fetched = (address) => fetch(address)) {
		this.#session = session;
		this.#progress = progress;
		this.#fetch = fetched;
	}

	/** What is wrong, in words; null where nothing is. */
	get words(): string | null {
		return this.#words;
	}
	get isBusy(): boolean {
		return this.#isBusy;
	}
	/** The picture that is looked at. */
	get shown(): { readonly address: string; readonly name: string } | null {
		return this.#shown;
	}

	items(evidence: readonly Evidence[]): readonly FileItem[] {
		return evidence.map((file) => {
			const { id, name, bytes } = file;
			return { id, name, bytes, isPicture: isPicture(file), thumb: this.#thumbs[id] ?? null, state: this.#stateOf(id) };
		});
	}

	/** Follows where these stand until it is told to stop. */
	watch(evidence: readonly Evidence[]): () => void {
		const again = () => void this.refresh(evidence);
		again();
		return this.#session.whenKept(again);
	}

	/** Reads anew what of these is here. Locked while reading: the page is being left. */
	async refresh(evidence: readonly Evidence[]): Promise<void> {
		try {
			await this.#read(evidence);
		} catch (error) {
			if (!(error instanceof VaultLocked)) throw error;
		}
	}

	async #read(evidence: readonly Evidence[]): Promise<void> {
		const held = await this.#session.filesHere();
		this.#held = held;
		for (const { id } of evidence) {
			if (!held.has(id) || this.#thumbs[id] !== undefined) continue;
			const thumb = await this.#session.thumbHere(id);
			if (thumb !== null) this.#thumbs = { ...this.#thumbs, [id]: URL.createObjectURL(thumb) };
		}
	}

	/** Each file is made ready and given on; the first that cannot be is said, the others are still taken. */
	async add(files: readonly File[], keep: (file: PreparedFile) => Promise<Saved | null>): Promise<void> {
		this.#words = null;
		this.#isBusy = true;
		for (const file of files) {
			const prepared = await prepareFile(file);
			if (!prepared.ok) this.#words ??= `${file.name}: ${problemWords(prepared.problem)}`;
			else await this.did(keep(prepared.value));
		}
		this.#isBusy = false;
	}

	/** Says why, where an act was refused. */
	async did(act: Promise<Saved | null>): Promise<void> {
		const saved = await act;
		if (saved === null || saved.ok) return;
		const { code } = saved.problem;
		this.#words ??= code in problems ? problemWords({ code }) : notDoneWords(code);
	}

	/** From this tablet where it is here, else from the office. */
	async open(file: Evidence): Promise<void> {
		this.#words = null;
		const here = await this.#session.fileHere(file.id);
		const found = here ?? (await this.#fromOffice(file.sha256));
		if (typeof found === 'string') {
			this.#words = notOpenedWords[found];
			return;
		}
		this.#show(file, URL.createObjectURL(found));
	}

	close(): void {
		if (this.#shown !== null) URL.revokeObjectURL(this.#shown.address);
		this.#shown = null;
	}

	/** Nothing that was looked at stays in memory. */
	forget(): void {
		this.close();
		for (const address of Object.values(this.#thumbs)) URL.revokeObjectURL(address);
		this.#thumbs = {};
	}

	#show(file: Evidence, address: string): void {
		if (isPicture(file)) this.#shown = { address, name: file.name };
		else saveAs(address, file.name);
	}

	async #fromOffice(sha256: string): Promise<Blob | keyof typeof notOpenedWords> {
		try {
			const answer = await this.#fetch(`/api/sync/v1/evidence/${sha256}`);
			if (answer.ok) return await answer.blob();
			return answer.status === 401 ? 'signed-out' : answer.status === 404 ? 'not-there' : 'no-signal';
		} catch {
			// Only silence throws here.
			return 'no-signal';
		}
	}

	/** Null until it was looked for. */
	#stateOf(id: string): FileState | null {
		if (this.#held === null) return null;
		const held = this.#held.get(id);
		if (held === undefined) return { kind: 'elsewhere' };
		if (held.refused !== null) return { kind: 'refused', code: held.refused };
		if (held.sentAt !== null) return { kind: 'sent' };
		const sending = this.#progress.of(id);
		return sending === null ? { kind: 'here' } : { kind: 'sending', ...sending };
	}
}

function saveAs(address: string, name: string): void {
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
