import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';

/** Stands on the wire between browser and server, passes everything on, and keeps what goes to the server, byte for byte. */
export class Wiretap {
	readonly port: number;
	readonly #server: Server;
	#leadsTo = 0;
	#heard: Buffer[] = [];

	private constructor(server: Server, port: number) {
		this.#server = server;
		this.port = port;
		server.on('connection', (browser) => {
			const onward = connect(this.#leadsTo, '127.0.0.1');
			browser.on('data', (bytes) => this.#heard.push(Buffer.from(bytes)));
			browser.pipe(onward).pipe(browser);
			for (const end of [browser, onward]) {
				end.on('error', () => {
					browser.destroy();
					onward.destroy();
				});
			}
		});
	}

	static async start(): Promise<Wiretap> {
		const server = createServer();
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Error('no port');
		return new Wiretap(server, address.port);
	}

	leadTo(port: number): void {
		this.#leadsTo = port;
	}

	forget(): void {
		this.#heard = [];
	}

	heard(): Buffer {
		return Buffer.concat(this.#heard);
	}

	end(): void {
		this.#server.close();
	}
}
