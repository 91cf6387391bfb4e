import { cleanText } from '#lib/domain/shared/text.ts';

/** XML 1.0, 2.2: beside tab and line ends no control character may stand in a document, not even written as a number. */
// eslint-disable-next-line no-control-regex
const notInXml = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it may stand between tags and in quotes. */
export function xmlText(text: string): string {
	return cleanText(text)
		.replace(notInXml, '')
		.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}
