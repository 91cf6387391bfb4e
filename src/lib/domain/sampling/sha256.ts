/**
 * SHA-256 (FIPS 180-4) of a text in UTF-8, as 64 hexadecimal digits. Written out because the browser's own is
 * asynchronous and absent without TLS, and a draw must come out the same wherever it is made.
 */
export function sha256(text: string): string {
	const length = padded(text);
	state.set(firstState);
	for (let from = 0; from < length; from += 64) {
		fillSchedule(from);
		mixIn();
	}
	writeDigits();
	return decoder.decode(digits);
}

/** One of each, used again for every text: a draw from a million cases makes a million digests. */
const encoder = new TextEncoder();
const state = new Int32Array(8);
const schedule = new Int32Array(64);
let block = new Uint8Array(512);
let blockView = new DataView(block.buffer);

/** A text put together digit by digit takes a kilobyte until it is compared: a gigabyte for a million cases. */
const decoder = new TextDecoder('latin1');
const digits = new Uint8Array(64);
const digitCodes = encoder.encode('0123456789abcdef');

function writeDigits(): void {
	for (let word = 0; word < 8; word += 1) {
		const value = at(state, word);
		for (let digit = 0; digit < 8; digit += 1) {
			digits[word * 8 + digit] = digitCodes[(value >>> (28 - digit * 4)) & 0xf] ?? 0;
		}
	}
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

/** The text, a one bit, noughts, and the length in bits, to whole blocks of 64 bytes (section 5.1.1): how many bytes. */
function padded(text: string): number {
	makeRoom(text.length * 3 + 72);
	const { written } = encoder.encodeInto(text, block);
	const length = Math.ceil((written + 9) / 64) * 64;
	block.fill(0, written, length);
	block[written] = 0x80;
	blockView.setUint32(length - 8, Math.floor(written / 0x2000_0000));
	blockView.setUint32(length - 4, written << 3);
	return length;
}

/** A letter of a text takes three bytes at most. The room of a very long text is given back at the next. */
function makeRoom(bytes: number): void {
	if (block.length >= bytes && block.length <= 65_536) return;
	block = new Uint8Array(Math.max(512, bytes));
	blockView = new DataView(block.buffer);
}

function fillSchedule(from: number): void {
	for (let t = 0; t < 16; t += 1) schedule[t] = blockView.getInt32(from + t * 4);
	for (let t = 16; t < 64; t += 1) {
		const w15 = at(schedule, t - 15);
		const w2 = at(schedule, t - 2);
		const s0 = turn(w15, 7) ^ turn(w15, 18) ^ (w15 >>> 3);
		const s1 = turn(w2, 17) ^ turn(w2, 19) ^ (w2 >>> 10);
		schedule[t] = at(schedule, t - 16) + s0 + at(schedule, t - 7) + s1;
	}
}

/** The 64 rounds (section 6.2.2), with the standard's own letters, moved up one by one: a list of eight is slow. */
function mixIn(): void {
	let a = at(state, 0);
	let b = at(state, 1);
	let c = at(state, 2);
	let d = at(state, 3);
	let e = at(state, 4);
	let f = at(state, 5);
	let g = at(state, 6);
	let h = at(state, 7);
	for (let t = 0; t < 64; t += 1) {
		const choice = (e & f) ^ (~e & g);
		const majority = (a & b) ^ (a & c) ^ (b & c);
		const sum = (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice;
		const first = (h + sum + at(roundConstants, t) + at(schedule, t)) | 0;
		const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority;
		h = g;
		g = f;
		f = e;
		e = (d + first) | 0;
		d = c;
		c = b;
		b = a;
		a = (first + second) | 0;
	}
	[a, b, c, d, e, f, g, h].forEach((word, index) => (state[index] = at(state, index) + word));
}

function turn(word: number, by: number): number {
	return (word >>> by) | (word << (32 - by));
}

function at(array: Int32Array, index: number): number {
	return array[index] ?? 0;
}
