import type { XmlHandlers } from './readXml.ts';

export type SheetPart = { readonly name: string; readonly relation: string };
export type WorkbookPart = { readonly sheets: SheetPart[]; date1904: boolean };
export type Relation = { readonly type: string; readonly target: string };

/** xl/workbook.xml: the sheets by name, and from when days are counted. */
export function workbookHandlers(part: WorkbookPart): XmlHandlers {
	return {
		open(name, attributes) {
			if (name === 'sheet') {
				const relation = Object.entries(attributes).find(([key]) => key === 'r:id' || key.endsWith(':id'))?.[1] ?? '';
				part.sheets.push({ name: attributes.name ?? '', relation });
			}
			if (name === 'workbookPr') part.date1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
		}
	};
}

/** The .rels of a part: id → what it is and where. */
export function relationHandlers(relations: Map<string, Relation>): XmlHandlers {
	return {
		open(name, attributes) {
			if (name !== 'Relationship') return;
			relations.set(attributes.Id ?? '', { type: attributes.Type ?? '', target: attributes.Target ?? '' });
		}
	};
}

/** Where a relation of `part` points, as a zip name: targets may be relative, absolute, or climb with `..`. */
export function resolveTarget(part: string, target: string): string {
	const path = target.startsWith('/') ? target.slice(1) : `${part.slice(0, part.lastIndexOf('/') + 1)}${target}`;
	const steps: string[] = [];
	for (const step of path.replace(/\\/g, '/').split('/')) {
		if (step === '..') steps.pop();
		else if (step !== '.' && step !== '') steps.push(step);
	}
	return steps.join('/').toLowerCase();
}

/** xl/sharedStrings.xml: each text once. Runs of one text are joined; the reading aids of Japanese are not text. */
export function sharedStringHandlers(strings: string[]): XmlHandlers {
	let text = '';
	let inText = false;
	let inAid = false;
	return {
		open(name) {
			if (name === 'si') text = '';
			else if (name === 't') inText = true;
			else if (name === 'rPh') inAid = true;
		},
		close(name) {
			if (name === 'si') strings.push(unescapeText(text));
			else if (name === 't') inText = false;
			else if (name === 'rPh') inAid = false;
		},
		text(piece) {
			if (inText && !inAid) text += piece;
		}
	};
}

/** `_x000D_` is how a workbook writes characters that XML does not hold. */
export function unescapeText(text: string): string {
	if (!text.includes('_x')) return text;
	return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** xl/styles.xml: for each cell format, whether it shows a number as a date. */
export function styleHandlers(isDateStyle: boolean[]): XmlHandlers {
	const custom = new Map<number, boolean>();
	let inCellFormats = false;
	return {
		open(name, attributes) {
			if (name === 'numFmt') custom.set(Number(attributes.numFmtId), showsDate(attributes.formatCode ?? ''));
			else if (name === 'cellXfs') inCellFormats = true;
			else if (name === 'xf' && inCellFormats) {
				const id = Number(attributes.numFmtId ?? 0);
				isDateStyle.push(custom.get(id) ?? isBuiltInDate(id));
			}
		},
		close(name) {
			if (name === 'cellXfs') inCellFormats = false;
		}
	};
}

/** ECMA-376 part 1, 18.8.30: 14–17 and 22 show a date; 27–36 and 50–58 do in East Asian locales. 18–21 are times. */
function isBuiltInDate(id: number): boolean {
	return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58);
}

/** A format with a day or a year outside quotes, brackets and escapes is a date's. */
function showsDate(format: string): boolean {
	const bare = format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
	return /[dy]/i.test(bare);
}
