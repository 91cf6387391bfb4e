import type { Paper } from '#lib/domain/papers/Paper.ts';
import { xmlText } from './xmlText.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** Twentieths of a point between the margins of A4, upright and on its side. */
export function textWidth({ isWide = false }: Pick<Paper, 'isWide'>): number {
	return isWide ? 14_572 : 9640;
}

/** The files a Word document is made of, around the body. */
export function docxParts(paper: Paper, body: string): Readonly<Record<string, string>> {
	const orderedLists = paper.blocks.filter((block) => block.kind === 'list' && block.isOrdered).length;
	return {
		'[Content_Types].xml': contentTypes,
		'_rels/.rels': relationships([
			[`${relations}/officeDocument`, 'word/document.xml'],
			[`${packages}/relationships/metadata/core-properties`, 'docProps/core.xml']
		]),
		'docProps/core.xml': coreProperties(paper),
		'word/document.xml': `${declaration}<w:document ${main} xmlns:r="${relations}"><w:body>${body}${page(paper)}</w:body></w:document>`,
		'word/_rels/document.xml.rels': relationships(
			(['styles', 'numbering', 'settings', 'footer'] as const).map((name) => [`${relations}/${name}`, `${name}.xml`])
		),
		'word/styles.xml': styles(textWidth(paper)),
		'word/settings.xml': `${declaration}<w:settings ${main}><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/></w:settings>`,
		'word/numbering.xml': numberings(orderedLists),
		'word/footer.xml': footer(paper.foot)
	};
}

/** A4, with the footer that is the fourth part the document refers to. */
function page({ isWide = false }: Paper): string {
	const size = isWide ? 'w:w="16838" w:h="11906" w:orient="landscape"' : 'w:w="11906" w:h="16838"';
	return `<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz ${size}/><w:pgMar w:top="1133" w:right="1133" w:bottom="1133" w:left="1133" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`;
}

function relationships(targets: readonly (readonly [string, string])[]): string {
	const list = targets.map(([type, to], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${to}"/>`);
	return `${declaration}<Relationships xmlns="${packages}/relationships">${list.join('')}</Relationships>`;
}

const contentTypes = `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/>${['styles', 'numbering', 'settings', 'footer'].map((name) => `<Override PartName="/word/${name}.xml" ContentType="${word}.${name}+xml"/>`).join('')}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`;

function coreProperties({ title, at }: Paper): string {
	const when = (name: string) =>
		`<dcterms:${name} xsi:type="dcterms:W3CDTF">${at.replace(/\.\d+Z$/, 'Z')}</dcterms:${name}>`;
	return `${declaration}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title><dc:creator>Dipper</dc:creator><dc:language>en-GB</dc:language>${when('created')}${when('modified')}</cp:coreProperties>`;
}

function numberings(orderedLists: number): string {
	const level = (format: string, text: string) =>
		`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="454" w:hanging="454"/></w:pPr></w:lvl>`;
	const ordered = Array.from(
		{ length: orderedLists },
		(_, at) =>
			`<w:num w:numId="${at + 2}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`
	);
	return `${declaration}<w:numbering ${main}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>${level('bullet', '•')}</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>${level('decimal', '%1.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>${ordered.join('')}</w:numbering>`;
}

function footer(foot: string): string {
	const field = (name: string) => `<w:fldSimple w:instr=" ${name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>`;
	const say = (text: string) => `<w:r><w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`;
	return `${declaration}<w:ftr ${main}><w:p><w:pPr><w:pStyle w:val="Foot"/></w:pPr>${say(foot)}<w:r><w:tab/></w:r>${say('Page ')}${field('PAGE')}${say(' of ')}${field('NUMPAGES')}</w:p></w:ftr>`;
}

type StyleLook = { readonly paragraph?: string; readonly letters?: string; readonly next?: string };

function style(id: string, name: string, { paragraph = '', letters = '', next = 'Normal' }: StyleLook): string {
	return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:next w:val="${next}"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${letters}</w:rPr></w:style>`;
}

const heading = (level: number, size: number) => ({
	paragraph: `<w:keepNext/><w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="${level - 1}"/>`,
	letters: `<w:b/><w:sz w:val="${size}"/>`
});

const rule = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>`;

const styles = (width: number) =>
	`${declaration}<w:styles ${main}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>${[
		style('Title', 'Title', heading(1, 36)),
		style('Heading2', 'heading 2', heading(2, 28)),
		style('Heading3', 'heading 3', heading(3, 23)),
		style('Quiet', 'Quiet', { letters: '<w:color w:val="444444"/><w:sz w:val="20"/>', next: 'Quiet' }),
		style('Strong', 'Strong line', { paragraph: '<w:keepNext/>', letters: '<w:b/>' }),
		style('Item', 'List Paragraph', { paragraph: '<w:spacing w:after="40"/>', next: 'Item' }),
		style('Line', 'Line to write on', {
			paragraph: `<w:pBdr>${rule('bottom')}${rule('between')}</w:pBdr><w:spacing w:before="240" w:after="0"/>`,
			next: 'Line'
		}),
		style('Caption', 'caption', {
			paragraph: '<w:keepNext/><w:spacing w:before="120" w:after="60"/>',
			letters: '<w:b/>'
		}),
		style('TableHead', 'Table head', {
			paragraph: '<w:keepNext/><w:spacing w:before="40" w:after="40"/>',
			letters: '<w:b/>'
		}),
		style('TableCell', 'Table cell', { paragraph: '<w:spacing w:before="40" w:after="40"/>', next: 'TableCell' }),
		style('AfterTable', 'After a table', { paragraph: '<w:spacing w:after="0"/>', letters: '<w:sz w:val="12"/>' }),
		style('Foot', 'footer', {
			paragraph: `<w:tabs><w:tab w:val="right" w:pos="${width}"/></w:tabs>`,
			letters: '<w:sz w:val="17"/>',
			next: 'Foot'
		})
	].join(
		''
	)}<w:style w:type="table" w:styleId="Rows"><w:name w:val="Rows"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${rule('top')}${rule('bottom')}${rule('insideH')}</w:tblBorders></w:tblPr></w:style></w:styles>`;
