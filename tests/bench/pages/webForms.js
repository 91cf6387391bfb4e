/** ODK Web Forms as its own readme shows it: load, and show the form. */
import { createApp, h } from 'vue';
import { OdkWebForm, webFormsPlugin } from '@getodk/web-forms';

const formXml = await (await fetch(new URLSearchParams(location.search).get('form'))).text();
const fetchFormAttachment = () => Promise.resolve(new Response('', { status: 404 }));
createApp({ render: () => h(OdkWebForm, { formXml, fetchFormAttachment }) })
	.use(webFormsPlugin)
	.mount('#form');
