import { SaxesParser } from 'saxes';
import { CaseloadFault } from '../CaseloadFault.ts';

export type XmlHandlers = {
	readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
	readonly close?: (name: string) => void;
	readonly text?: (text: string) => void;
};

/** Names without their prefix: some programs write `x:row` for `row`. */
function localName(name: string): string {
	const colon = name.indexOf(':');
	return colon === -1 ? name : name.slice(colon + 1);
}

/** Feeds XML in pieces. No workbook has a document type, and entities declared in one are how XML attacks begin. */
export function xmlReader(handlers: XmlHandlers): { write: (text: string) => void; close: () => void } {
	const parser = new SaxesParser({ xmlns: false, position: false });
	parser.on('doctype', () => {
		throw new CaseloadFault('caseload.damaged');
	});
	parser.on('error', () => {
		throw new CaseloadFault('caseload.damaged');
	});
	if (handlers.open !== undefined) {
		const open = handlers.open;
		parser.on('opentag', (tag) => open(localName(tag.name), tag.attributes));
	}
	if (handlers.close !== undefined) {
		const close = handlers.close;
		parser.on('closetag', (tag) => close(localName(tag.name)));
	}
	if (handlers.text !== undefined) parser.on('text', handlers.text);
	return { write: (text) => void parser.write(text), close: () => void parser.close() };
}
