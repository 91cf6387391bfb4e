import { theSections, type AskedItem } from './theQuestions.ts';

/** The same for SurveyJS: one page for each section, sections shared out over ten pages, or all on one. */
export function surveyJson(questions: number, pages: 'ten' | 'one'): object {
	const sections = theSections(questions);
	const perPage = pages === 'one' ? sections.length : Math.ceil(sections.length / 10);
	const chunks = Array.from({ length: Math.ceil(sections.length / perPage) }, (_, at) =>
		sections.slice(at * perPage, (at + 1) * perPage)
	);
	return {
		pages: chunks.map((chunk, at) => ({
			name: `page${at + 1}`,
			elements: chunk.flatMap(({ title, id, items }) => [
				{ type: 'panel', name: id, title, elements: items.flatMap(surveyElements) }
			])
		}))
	};
}

function surveyElements(one: AskedItem): object[] {
	const asked = one.unless === undefined ? {} : { visibleIf: askedUnless(one.unless) };
	const common = { name: one.id, title: one.text, description: one.guidance, ...asked };
	if (one.values.length === 0) return [{ ...common, type: 'comment' }];
	const choices = one.values.map(({ id, label }) => ({ value: id, text: label }));
	const question = {
		...common,
		type: 'radiogroup',
		choices,
		colCount: one.kind === 'pick' ? 1 : 0,
		showClearButton: true
	};
	if (one.noteOn.length === 0) return [question];
	const note = {
		type: 'comment',
		name: `${one.id}-note`,
		title: 'What in the record shows this?',
		visibleIf: `{${one.id}} anyof ${quoted(one.noteOn)}`
	};
	return [question, note];
}

function askedUnless({ question, is }: NonNullable<AskedItem['unless']>): string {
	return `{${question}} empty or {${question}} noneof ${quoted(is)}`;
}

function quoted(values: readonly string[]): string {
	return `[${values.map((value) => `'${value}'`).join(', ')}]`;
}

/** The same as an ODK XForm, for the engine and for web forms. */
export function xformXml(questions: number): string {
	const sections = theSections(questions);
	const name = (id: string) => id.toLowerCase().replace('.', '_');
	const path = (section: string, id: string) => `/data/${name(section)}/${name(id)}`;
	const instance = sections
		.map(
			({ id, items }) =>
				`<${name(id)}>${items.map((one) => `<${name(one.id)}/>${one.noteOn.length > 0 ? `<${name(one.id)}_note/>` : ''}`).join('')}</${name(id)}>`
		)
		.join('');
	const isAny = (at: string, values: readonly string[]) => values.map((value) => `${at} = '${value}'`).join(' or ');
	const binds = sections.flatMap(({ id, items }) =>
		items.flatMap((one) => {
			const at = path(id, one.id);
			const when =
				one.unless === undefined ? '' : ` relevant="not(${isAny(path(id, one.unless.question), one.unless.is)})"`;
			const note =
				one.noteOn.length > 0 ? [`<bind nodeset="${at}_note" type="string" relevant="${isAny(at, one.noteOn)}"/>`] : [];
			return [`<bind nodeset="${at}" type="string"${when}/>`, ...note];
		})
	);
	const body = sections.map(({ id, title, items }) => {
		const controls = items.map((one) => {
			const at = path(id, one.id);
			const label = `<label>${one.text}</label><hint>${one.guidance}</hint>`;
			const choices = one.values
				.map((value) => `<item><label>${value.label}</label><value>${value.id}</value></item>`)
				.join('');
			const control =
				one.values.length === 0
					? `<input ref="${at}">${label}</input>`
					: `<select1 ref="${at}">${label}${choices}</select1>`;
			const note =
				one.noteOn.length > 0 ? `<input ref="${at}_note"><label>What in the record shows this?</label></input>` : '';
			return control + note;
		});
		return `<group ref="/data/${name(id)}"><label>${title}</label>${controls.join('')}</group>`;
	});
	return `<?xml version="1.0"?><h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:orx="http://openrosa.org/xforms"><h:head><h:title>Benchmark</h:title><model><instance><data id="bench${questions}">${instance}<orx:meta><orx:instanceID/></orx:meta></data></instance>${binds.join('')}<bind nodeset="/data/orx:meta/orx:instanceID" type="string" readonly="true()"/></model></h:head><h:body>${body.join('')}</h:body></h:html>`;
}
