import { writeFileSync } from 'node:fs';
import { provideChromium } from '../findChromium.ts';
process.env.CHROMIUM = provideChromium();
const { Device } = await import('../e2e/Browser.ts');
const { DipperServer } = await import('../e2e/DipperServer.ts');
const { auditor, fillStore } = await import('./benchStore.ts');
const { installProbe, installReady } = await import('./probe.ts');
const { setUpTablet, slowDown } = await import('./tablet.ts');
const server = await DipperServer.with((database) =>
	fillStore(database, [{ questions: 120, count: 500, answered: 50 }])
);
const tablet = new Device('tablet');
let page = await tablet.open();
await setUpTablet(page, server.origin);
await server.stop();
await tablet.close();
for (let round = 0; round < 3; round += 1) {
	page = await tablet.open();
	await page.addInitScript(installProbe);
	await page.addInitScript(installReady, '#passphrase');
	const session = await slowDown(page, 4);
	await page.goto(`${server.origin}/today`);
	const ready = await page.evaluate(() => window.readyAt);
	await page.fill('#passphrase', auditor.passphrase);
	await page.evaluate((selector) => window.probe.shown(selector), 'main a[href^="/audits/0"]');
	await session.send('Profiler.enable');
	await session.send('Profiler.setSamplingInterval', { interval: 500 });
	await session.send('Profiler.start');
	await page.evaluate(() => {
		const log: [string, number][] = [];
		(window as never as { marks: unknown }).marks = log;
		new PerformanceObserver((l) =>
			l.getEntries().forEach((e) => log.push([`long ${e.duration}`, e.startTime]))
		).observe({ entryTypes: ['longtask'] });
	});
	await page.getByRole('button', { name: 'Unlock' }).tap();
	await page.locator('main a[href^="/audits/0"]').first().waitFor({ timeout: 60_000 });
	const [shown, argon, click, marks] = await page.evaluate(async () => {
		const until = await window.probe.whenShown();
		return [
			until,
			window.keyAt - window.probe.clickedAt(),
			window.probe.clickedAt(),
			(window as never as { marks: unknown }).marks
		] as const;
	});
	const { profile } = await session.send('Profiler.stop');
	writeFileSync(`/tmp/prof${round}.cpuprofile`, JSON.stringify(profile));
	console.log(
		{ ready, rest: shown - argon, argon, click },
		JSON.stringify(marks),
		await page.locator('main a').count(),
		await page.evaluate(() => document.querySelectorAll('*').length)
	);
	await tablet.close();
}
await tablet.throwAway();
await server.end();
