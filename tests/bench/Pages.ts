import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';

const source = path.resolve('tests/bench/pages');
const built = path.resolve('tests/bench/node_modules/.cache/pages');
const client = path.resolve('build/client');
const types: Readonly<Record<string, string>> = {
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.wasm': 'application/wasm',
	'.json': 'application/json',
	'.xml': 'text/xml'
};

/** The pages of the peers and of the floors, built as a product would be, and served from here. */
export class Pages {
	readonly origin: string;
	/** What is served beside the built pages, by path: forms. */
	readonly extra: Map<string, string>;
	readonly #server: Server;

	private constructor(origin: string, server: Server, extra: Map<string, string>) {
		this.origin = origin;
		this.#server = server;
		this.extra = extra;
	}

	static async open(): Promise<Pages> {
		await buildPages();
		const extra = new Map<string, string>();
		const server = createServer((request, response) => {
			const name = new URL(request.url ?? '/', 'http://localhost').pathname;
			const text = extra.get(name);
			const file = fileAt(name);
			if (text === undefined && file === null) return void response.writeHead(404).end();
			response.setHeader('content-type', types[path.extname(name)] ?? 'application/octet-stream');
			response.end(text ?? readFileSync(file ?? ''));
		});
		await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Error('no port');
		return new Pages(`http://localhost:${address.port}`, server, extra);
	}

	/** The address of a page that opens a form. */
	address(page: string, form?: { readonly name: string; readonly text: string }, more = ''): string {
		if (form === undefined) return `${this.origin}/${page}.html${more}`;
		this.extra.set(`/${form.name}`, form.text);
		return `${this.origin}/${page}.html?form=/${form.name}${more}`;
	}

	/** Built files as they would cross the wire. */
	sizeOf(paths: readonly string[]): { readonly brotli: number; readonly gzip: number } {
		return compressed(paths.map((name) => path.join(built, name)));
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}

/** Dipper's own built files stand under /client. */
function fileAt(name: string): string | null {
	const isClient = name.startsWith('/client/');
	const folder = isClient ? client : built;
	const file = path.join(folder, path.normalize(isClient ? name.slice('/client'.length) : name));
	return file.startsWith(folder) && existsSync(file) ? file : null;
}

let made: Promise<void> | null = null;
function buildPages(): Promise<void> {
	made ??= (async () => {
		rmSync(built, { recursive: true, force: true });
		const input = readdirSync(source)
			.filter((name) => name.endsWith('.html'))
			.map((name) => path.join(source, name));
		await build({
			configFile: false,
			root: source,
			logLevel: 'error',
			// RxDB brings a Dexie of its own; two in one page refuse each other.
			resolve: { dedupe: ['dexie'] },
			worker: { format: 'es' },
			build: { outDir: built, emptyOutDir: true, target: 'es2022', modulePreload: false, rollupOptions: { input } }
		});
	})();
	return made;
}

export function compressed(files: readonly string[]): { readonly brotli: number; readonly gzip: number } {
	let brotli = 0;
	let gzip = 0;
	for (const file of files) {
		const bytes = readFileSync(file);
		brotli += brotliCompressSync(bytes).length;
		gzip += gzipSync(bytes, { level: 9 }).length;
	}
	return { brotli, gzip };
}
