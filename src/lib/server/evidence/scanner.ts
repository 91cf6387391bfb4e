import { connect, type Socket } from 'node:net';
import { scannerDown } from './evidence.errors.ts';

/** Looks into a file for viruses. */
export type Scan = (bytes: Uint8Array) => Promise<'clean' | 'found'>;

const patience = 30_000;
const chunkBytes = 64 * 1024;

/**
 * clamd by its INSTREAM command, on `host:port` or a socket's path. Where none is set, files are kept with the word
 * that nobody scanned them; where one is set and does not answer, nothing is taken until it does (503), and what was
 * sent so far waits.
 */
export function scannerAt(address: string | null): Scan | null {
	if (address === null) return null;
	return async (bytes) => {
		const answer = await askClamd(address, bytes);
		if (/\bOK\b/.test(answer)) return 'clean';
		if (/\bFOUND\b/.test(answer)) return 'found';
		throw scannerDown();
	};
}

function askClamd(address: string, bytes: Uint8Array): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = open(address);
		let answer = '';
		const fail = () => {
			socket.destroy();
			reject(scannerDown());
		};
		socket.setTimeout(patience, fail);
		socket.on('error', fail);
		socket.on('data', (data) => (answer += data.toString('latin1')));
		socket.on('end', () => resolve(answer));
		socket.on('connect', () => stream(socket, bytes));
	});
}

function open(address: string): Socket {
	if (address.startsWith('/')) return connect({ path: address });
	const at = address.lastIndexOf(':');
	return connect({ host: address.slice(0, at), port: Number(address.slice(at + 1)) });
}

/** Each chunk with its length before it, in four bytes; none at the end. */
function stream(socket: Socket, bytes: Uint8Array): void {
	socket.write('zINSTREAM\0');
	for (let from = 0; from < bytes.length; from += chunkBytes) {
		const chunk = bytes.subarray(from, from + chunkBytes);
		socket.write(lengthBefore(chunk.length));
		socket.write(chunk);
	}
	socket.write(lengthBefore(0));
}

function lengthBefore(length: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(length);
	return bytes;
}
