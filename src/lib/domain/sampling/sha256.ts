/**
 * SHA-256 (FIPS 180-4) of a text in UTF-8, as 64 hexadecimal digits. Written out because the browser's own is
 * asynchronous and absent without TLS, and a draw must come out the same wherever it is made.
 */
export function sha256(text: string): string {
	const bytes = padded(new TextEncoder().encode(text));
	const state = Int32Array.from(firstState);
	const schedule = new Int32Array(64);
	for (let at = 0; at < bytes.byteLength; at += 64) {
		fillSchedule(schedule, new DataView(bytes.buffer, at, 64));
		mixIn(state, schedule);
	}
	return [...state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The fractional parts of the square roots of the first 8 primes (section 5.3.3). */
const firstState = words(`6a09e667 bb67ae85 3c6ef372 a54ff53a 510e527f 9b05688c 1f83d9ab 5be0cd19`);

/** The fractional parts of the cube roots of the first 64 primes (section 4.2.2). */
const roundConstants = words(`
	428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5
	d807aa98 12835b01 243185be 550c7dc3 72be5d74 80deb1fe 9bdc06a7 c19bf174
	e49b69c1 efbe4786 0fc19dc6 240ca1cc 2de92c6f 4a7484aa 5cb0a9dc 76f988da
	983e5152 a831c66d b00327c8 bf597fc7 c6e00bf3 d5a79147 06ca6351 14292967
	27b70a85 2e1b2138 4d2c6dfc 53380d13 650a7354 766a0abb 81c2c92e 92722c85
	a2bfe8a1 a81a664b c24b8b70 c76c51a3 d192e819 d6990624 f40e3585 106aa070
	19a4c116 1e376c08 2748774c 34b0bcb5 391c0cb3 4ed8aa4a 5b9cca4f 682e6ff3
	748f82ee 78a5636f 84c87814 8cc70208 90befffa a4506ceb bef9a3f7 c67178f2
`);

function words(hex: string): Int32Array {
	return Int32Array.from(hex.trim().split(/\s+/), (word) => Number.parseInt(word, 16) | 0);
}

/** A one bit, noughts, and the length in bits, to whole blocks of 64 bytes (section 5.1.1). */
function padded(message: Uint8Array): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
	bytes.set(message);
	bytes[message.length] = 0x80;
	const view = new DataView(bytes.buffer);
	view.setUint32(bytes.length - 8, Math.floor(message.length / 0x2000_0000));
	view.setUint32(bytes.length - 4, message.length << 3);
	return bytes;
}

function fillSchedule(schedule: Int32Array, block: DataView): void {
	for (let t = 0; t < 16; t += 1) schedule[t] = block.getInt32(t * 4);
	for (let t = 16; t < 64; t += 1) {
		const [w15, w2] = [at(schedule, t - 15), at(schedule, t - 2)];
		const s0 = turn(w15, 7) ^ turn(w15, 18) ^ (w15 >>> 3);
		const s1 = turn(w2, 17) ^ turn(w2, 19) ^ (w2 >>> 10);
		schedule[t] = at(schedule, t - 16) + s0 + at(schedule, t - 7) + s1;
	}
}

/** The 64 rounds (section 6.2.2), with the standard's own letters. */
function mixIn(state: Int32Array, schedule: Int32Array): void {
	let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
	for (let t = 0; t < 64; t += 1) {
		const choice = (e & f) ^ (~e & g);
		const majority = (a & b) ^ (a & c) ^ (b & c);
		const first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + at(roundConstants, t) + at(schedule, t);
		const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority;
		[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
	}
	[a, b, c, d, e, f, g, h].forEach((word, index) => (state[index] = at(state, index) + word));
}

function turn(word: number, by: number): number {
	return (word >>> by) | (word << (32 - by));
}

function at(array: Int32Array, index: number): number {
	return array[index] ?? 0;
}
