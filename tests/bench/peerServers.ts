import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { BadLink } from './BadLink.ts';

type Doc = Readonly<Record<string, unknown>> & { readonly id: string };
type Pouch = {
	bulkDocs(docs: readonly object[]): Promise<unknown>;
	info(): Promise<{ doc_count: number }>;
	close(): Promise<void>;
};
type PouchClass = { new (name: string): Pouch; defaults(options: object): PouchClass };

/** Packages that only the benchmarks have. */
const load = createRequire(path.resolve('tests/bench/package.json'));

/** What the peers' documentation says to stand behind their device: CouchDB's API in Express, and handlers over SQLite. */
export class PeerServers {
	readonly #folder = mkdtempSync(path.join(tmpdir(), 'dipper-peers-'));
	readonly #pouch: PouchClass;
	readonly #database: DatabaseSync;
	#audits: readonly Doc[] = [];

	private constructor() {
		this.#pouch = (load('pouchdb-node') as PouchClass).defaults({ prefix: `${this.#folder}${path.sep}` });
		this.#database = new DatabaseSync(path.join(this.#folder, 'peers.sqlite'));
		this.#database.exec('pragma journal_mode = wal; pragma synchronous = full');
	}

	static async behind(link: BadLink): Promise<PeerServers> {
		const servers = new PeerServers();
		const express = load('express') as () => RequestListener & { use(at: string, app: unknown): void };
		const serve = load('express-pouchdb') as (pouch: PouchClass, options: object) => unknown;
		const app = express();
		const log = path.join(servers.#folder, 'log');
		app.use('/peer/pouch', serve(servers.#pouch, { mode: 'minimumForPouchDB', logPath: log }));
		await link.leads('/peer/pouch/', app);
		await link.leads('/peer/', (request, response) => void servers.#answer(request, response));
		return servers;
	}

	/** Empty again, with these audits to be fetched. */
	async begin(audits: readonly Doc[]): Promise<void> {
		this.#database.exec('drop table if exists doc; create table doc (id text primary key, body text not null) strict');
		this.#audits = audits;
		if (audits.length === 0) return;
		const remote = new this.#pouch('audits');
		await remote.bulkDocs(audits.map(({ id, ...rest }) => ({ _id: id, ...rest })));
	}

	/** How many different changes arrived. */
	async arrived(): Promise<number> {
		const pouch = await new this.#pouch('day').info();
		const row = this.#database.prepare('select count(*) as count from doc').get() as { count: number };
		return Math.max(pouch.doc_count, row.count);
	}

	end(): void {
		this.#database.close();
		rmSync(this.#folder, { recursive: true, force: true });
	}

	async #answer(...[request, response]: Parameters<RequestListener>): Promise<void> {
		const url = new URL(request.url ?? '/', 'http://localhost');
		response.setHeader('Content-Type', 'application/json');
		if (url.pathname === '/peer/audits') return void response.end(JSON.stringify(this.#audits));
		if (url.pathname === '/peer/rx/pull') {
			const [from, size] = [Number(url.searchParams.get('from')), Number(url.searchParams.get('size'))];
			const page = this.#audits.slice(from, from + size).map((one) => ({ id: one.id, body: one, _deleted: false }));
			return void response.end(JSON.stringify(page));
		}
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part as Buffer);
		const sent = JSON.parse(Buffer.concat(parts).toString()) as (Doc & { newDocumentState?: Doc })[];
		const keep = this.#database.prepare('insert or replace into doc (id, body) values (?, ?)');
		this.#database.exec('begin');
		for (const one of sent) keep.run((one.newDocumentState ?? one).id, JSON.stringify(one));
		this.#database.exec('commit');
		response.end('[]');
	}
}
