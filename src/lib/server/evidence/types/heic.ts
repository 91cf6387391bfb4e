import { Cursor, OutOfBytes, readBoxes, type Box } from './boxes.ts';
import { latin1, type Bytes, type Stripped } from './Stripped.ts';

const brands = new Set(['heic', 'heix', 'heim', 'heis', 'mif1']);
/** Items that are the picture; all others, EXIF and XMP among them, are blanked. */
const pictureItems = new Set(['hvc1', 'hev1', 'grid', 'iden', 'iovl', 'jpeg', 'tmap']);
const topBoxes = new Set(['ftyp', 'meta', 'mdat']);
const metaBoxes = new Set(['hdlr', 'dinf', 'pitm', 'iinf', 'iloc', 'iref', 'iprp', 'idat', 'grpl']);

type Span = readonly [from: number, to: number];
type Item = { readonly id: number; readonly spans: readonly Span[] };

/**
 * Null where it is no still HEIC picture or is cut short. Nothing is moved, so that every offset in it holds: what is
 * no part of the picture is written over with zeros where it stands.
 */
export function stripHeic(bytes: Bytes): Stripped | null {
	if (latin1(bytes.subarray(4, 8)) !== 'ftyp') return null;
	try {
		return strip(bytes);
	} catch (error) {
		if (error instanceof OutOfBytes) return null;
		throw error;
	}
}

function strip(bytes: Bytes): Stripped | null {
	const top = readBoxes(bytes, 0, bytes.length);
	const [type, meta] = [top?.find(is('ftyp')), top?.find(is('meta'))];
	if (top === null || type === undefined || meta === undefined || !isHeic(bytes, type)) return null;
	if (top.some(({ type: name }) => name === 'moov')) return null;
	const inside = readBoxes(bytes, meta.body + 4, meta.end);
	const [info, places] = [inside?.find(is('iinf')), inside?.find(is('iloc'))];
	if (inside === null || info === undefined || places === undefined) return null;
	const data = inside.find(is('idat'));
	const types = readTypes(bytes, info);
	const items = readPlaces(bytes, places, data);
	if (types === null || items === null) return null;
	const kept = items.filter(({ id }) => pictureItems.has(types.get(id) ?? '')).flatMap(({ spans }) => spans);
	if (kept.length === 0 || kept.some(([from, to]) => to > bytes.length || to <= from)) return null;
	const wiped = [
		...top.filter(is('mdat')).flatMap((box) => gaps([box.body, box.end], kept)),
		...(data === undefined ? [] : gaps([data.body, data.end], kept)),
		...top.filter((box) => !topBoxes.has(box.type)).map(bodyOf),
		...inside.filter((box) => !metaBoxes.has(box.type)).map(bodyOf)
	];
	return blank(bytes, wiped);
}

const is = (type: string) => (box: Box) => box.type === type;

function bodyOf({ body, end }: Box): Span {
	return [body, end];
}

function isHeic(bytes: Bytes, { body, end }: Box): boolean {
	const named = latin1(bytes.subarray(body, end));
	for (let at = 0; at + 4 <= named.length; at += 4) if (at !== 4 && brands.has(named.slice(at, at + 4))) return true;
	return false;
}

/** Item numbers and what each is. */
function readTypes(bytes: Bytes, info: Box): Map<number, string> | null {
	const cursor = new Cursor(bytes, info);
	const version = cursor.take(4) >>> 24;
	cursor.take(version === 0 ? 2 : 4);
	const entries = readBoxes(bytes, cursor.at, info.end);
	if (entries === null) return null;
	const types = new Map<number, string>();
	for (const entry of entries.filter(is('infe'))) {
		const each = new Cursor(bytes, entry);
		const kind = each.take(4) >>> 24;
		if (kind < 2) return null;
		const id = each.take(kind === 2 ? 2 : 4);
		each.take(2);
		types.set(id, latin1(bytes.subarray(each.at, each.at + 4)));
	}
	return types;
}

/** Where each item's bytes lie in the file. Null for what lies in another file, or says no length. */
function readPlaces(bytes: Bytes, places: Box, data: Box | undefined): Item[] | null {
	const cursor = new Cursor(bytes, places);
	const version = cursor.take(4) >>> 24;
	const widths = cursor.take(2);
	const [offset, length, base] = [widths >>> 12, (widths >>> 8) & 15, (widths >>> 4) & 15];
	const index = version === 0 ? 0 : widths & 15;
	const count = cursor.take(version < 2 ? 2 : 4);
	const items: Item[] = [];
	for (let place = 0; place < count; place += 1) {
		const id = cursor.take(version < 2 ? 2 : 4);
		const method = version === 0 ? 0 : cursor.take(2) & 15;
		const isElsewhere = cursor.take(2) !== 0 || method > 1 || (method === 1 && data === undefined);
		const from = cursor.take(base) + (method === 1 ? (data?.body ?? 0) : 0);
		const extents = cursor.take(2);
		const spans: Span[] = [];
		for (let extent = 0; extent < extents; extent += 1) {
			cursor.take(index);
			const start = from + cursor.take(offset);
			const size = cursor.take(length);
			if (size === 0) return null;
			spans.push([start, start + size]);
		}
		if (isElsewhere) return null;
		items.push({ id, spans });
	}
	return items;
}

/** What of a stretch is in none of these spans. */
function gaps([from, to]: Span, spans: readonly Span[]): Span[] {
	const sorted = [...spans].sort(([a], [b]) => a - b);
	const free: Span[] = [];
	let at = from;
	for (const [start, end] of sorted) {
		if (start > at && at < to) free.push([at, Math.min(start, to)]);
		at = Math.max(at, end);
	}
	if (at < to) free.push([at, to]);
	return free;
}

function blank(bytes: Bytes, wiped: readonly Span[]): Stripped {
	const served = bytes.slice();
	const dropped: Uint8Array[] = [];
	for (const [from, to] of wiped) {
		dropped.push(bytes.subarray(from, to));
		served.fill(0, from, to);
	}
	return { served, dropped };
}
