/**
 * Draws a sample again from its record, with nothing but Node's own modules.
 *
 *     node redraw.mjs record.json      (or the record on standard input)
 *
 * It prints the cases that the draw gives, one to a line, replacements in their places, by the rules of the method
 * "dipper-draw-1" or "dipper-draw-2" (src/lib/domain/sampling/DRAW.md). It ends with 0 when they are the cases that the
 * record says, and with 1, and a sentence, when they are not. It shares no line with the program that drew the sample.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

/** The smallest of a case's tickets. */
function place({ caseRef, tickets = 1 }, seed) {
	const names = Array.from({ length: tickets }, (_, k) => `${seed}|${caseRef}${k === 0 ? '' : `|${k + 1}`}`);
	return names.map(sha256).sort(compare)[0];
}

function outOfTheHat(pool, seed) {
	const placed = pool.map((one) => ({ one, at: place(one, seed) }));
	placed.sort((a, b) => compare(a.at, b.at) || compare(a.one.caseRef, b.one.caseRef));
	return placed.map(({ one }) => one);
}

function orderOf(pool, method, seed) {
	if (method.kind === 'nominated') {
		const named = new Map(method.caseRefs.map((caseRef, at) => [caseRef, at]));
		return [...pool].sort((a, b) => named.get(a.caseRef) - named.get(b.caseRef));
	}
	const hat = outOfTheHat(pool, seed);
	if (method.kind !== 'systematic') return hat;
	const listed = [...pool].sort((a, b) => compare(a.orderKey, b.orderKey) || compare(a.caseRef, b.caseRef));
	const start = Number.parseInt(sha256(`${seed}|start`).slice(0, 8), 16);
	const steps = [];
	for (let i = 0; i < Math.min(method.size, listed.length); i += 1) {
		steps.push(listed[(start + Math.floor((i * listed.length) / method.size)) % listed.length]);
	}
	const stepped = new Set(steps);
	return [...steps, ...hat.filter((one) => !stepped.has(one))];
}

function draw(order, strata) {
	const room = new Map(strata.map(({ stratum, size }) => [stratum, size]));
	const taken = new Set();
	return order.filter((one) => {
		if ((room.get(one.stratum) ?? 0) === 0 || shares(one).some((key) => taken.has(key))) return false;
		room.set(one.stratum, room.get(one.stratum) - 1);
		for (const key of shares(one)) taken.add(key);
		return true;
	});
}

/** What no other case of the sample may have: its household and its worker, where they count. */
function shares(one) {
	return ['household', 'worker'].filter((what) => one[what] !== undefined).map((what) => `${what} ${one[what]}`);
}

/** Each replacement is the next of its stratum, never yet drawn, and of no household and worker that stay. */
function replace(drawn, order, replacements) {
	const cases = [...drawn];
	const used = new Set(drawn.map(({ caseRef }) => caseRef));
	for (const { out } of replacements) {
		const at = cases.findIndex(({ caseRef }) => caseRef === out);
		if (at === -1) stop(`${out} was replaced, but was not in the sample.`);
		const stays = new Set(cases.flatMap((one, i) => (i === at ? [] : shares(one))));
		const next = order.find(
			(one) => one.stratum === cases[at].stratum && !used.has(one.caseRef) && !shares(one).some((key) => stays.has(key))
		);
		if (next === undefined) stop(`Nobody was left to take the place of ${out}.`);
		cases[at] = next;
		used.add(next.caseRef);
	}
	return cases;
}

function recorded({ drawn, replacements }) {
	let cases = drawn.map(({ caseRef }) => caseRef);
	for (const one of replacements) cases = cases.map((caseRef) => (caseRef === one.out ? one.in : caseRef));
	return cases;
}

function stop(why) {
	console.error(why);
	process.exit(1);
}

const record = JSON.parse(readFileSync(process.argv[2] ?? 0, 'utf8'));
const sample = record.sample ?? record;
if (!['dipper-draw-1', 'dipper-draw-2'].includes(sample.algorithm)) {
	stop(`This program draws by dipper-draw-1 and 2, and the record by ${sample.algorithm}.`);
}
const lines = sample.pool.map(({ caseRef, stratum }) => `${caseRef}|${stratum}`).join('\n');
if (sha256(lines) !== sample.poolHash) {
	stop('The list of cases that could be drawn is not the one whose fingerprint the record has.');
}
const order = orderOf(sample.pool, sample.rule.method, sample.seed);
const cases = replace(draw(order, sample.strata), order, sample.replacements).map(({ caseRef }) => caseRef);
console.log(cases.join('\n'));
if (cases.join('\n') !== recorded(sample).join('\n')) stop('These are not the cases that the record says.');
