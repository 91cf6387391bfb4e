import { expect, test } from 'vitest';
import { browserName } from './browserName.ts';

const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';

test.each([
	[`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/156.0 Safari/537.36 Edg/156.0`, 'Edge on Windows'],
	[`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/156.0 Safari/537.36`, 'Chrome on Windows'],
	[`Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) ${webkit} Version/18.0 Mobile Safari/604.1`, 'Safari on an iPad'],
	[`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Version/18.0 Safari/605.1.15`, 'Safari on a Mac or iPad'],
	['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
	[
		`Mozilla/5.0 (Linux; Android 15) ${webkit} SamsungBrowser/29.0 Chrome/130.0 Mobile Safari/537.36`,
		'Samsung Internet on an Android device'
	],
	['node', 'Another program'],
	['', 'Another program']
])('%s is %s', (userAgent, name) => {
	expect(browserName(userAgent)).toBe(name);
});
