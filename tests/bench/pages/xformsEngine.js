import { createInstance } from '@getodk/xforms-engine';

window.engines = { xforms };

/** @param {string} xml @param {readonly { section: string, question: string, value: string }[]} taps */
async function xforms(xml, taps) {
	const begun = performance.now();
	const { root } = await createInstance(xml);
	const nodes = new Map(leaves(root).map((node) => [node.currentState.reference, node]));
	look(nodes);
	const load = performance.now() - begun;
	const sets = [];
	for (const { section, question, value } of taps) {
		const node = nodes.get(`/data/${section.toLowerCase()}/${question.toLowerCase().replace('.', '_')}`);
		const from = performance.now();
		node.selectValue(value);
		look(nodes);
		sets.push(performance.now() - from);
	}
	return { load, sets };
}

function leaves(node) {
	const children = node.currentState.children;
	return children === null || children === undefined ? [node] : children.flatMap(leaves);
}

/** What a page would ask: whether each question is asked, and what is in it. */
function look(nodes) {
	let seen = 0;
	for (const node of nodes.values()) if (node.currentState.relevant) seen += String(node.currentState.value).length;
	return seen;
}
