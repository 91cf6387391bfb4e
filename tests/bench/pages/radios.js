/** The floor: the browser's own radios, one strict put for each tap, and no conditions. */
import { openPlainStore, put } from './plainStore.js';

const sections = await (await fetch(new URLSearchParams(location.search).get('form'))).json();
const store = await openPlainStore('radios');
const form = document.getElementById('form');
const start = document.getElementById('start');
let saved = 0;

start.disabled = false;
start.addEventListener('click', () => {
	form.innerHTML = sections.flatMap(({ title, items }) => [`<h2>${title}</h2>`, ...items.map(drawn)]).join('');
});
form.addEventListener('change', async ({ target }) => {
	await put(store, 'strict', target.name, target.value);
	saved += 1;
	document.getElementById('saved').textContent = String(saved);
});

function drawn({ id, text, guidance, values }) {
	const choices = values.map(
		(value) => `<label><input type="radio" name="${id}" value="${value.id}">${value.label}</label> `
	);
	return `<fieldset><legend>${text}</legend><p>${guidance}</p>${choices.join('') || `<textarea name="${id}"></textarea>`}</fieldset>`;
}
