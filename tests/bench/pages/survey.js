/** SurveyJS as its own guide shows it, with every change of the data put into IndexedDB. `?now` opens the form at once. */
import { Model, settings } from 'survey-core';
import 'survey-core/survey-core.css';
import 'survey-js-ui';
import { renderSurvey } from 'survey-js-ui';
import { openPlainStore, put } from './plainStore.js';

const asked = new URLSearchParams(location.search);
const text = await (await fetch(asked.get('form'))).text();
const store = await openPlainStore('survey', 'relaxed');
const start = document.getElementById('start');
let saved = 0;
// At its fastest: nothing fades in.
settings.animationEnabled = false;

function open() {
	const survey = new Model(JSON.parse(text));
	survey.onValueChanged.add(async () => {
		await put(store, 'relaxed', 'data', JSON.stringify(survey.data));
		saved += 1;
		document.getElementById('saved').textContent = String(saved);
	});
	renderSurvey(survey, document.getElementById('form'));
	window.survey = survey;
}
start.disabled = false;
start.addEventListener('click', open);
if (asked.has('now')) open();
