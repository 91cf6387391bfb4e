/** The floor of a cold start: the same bytes lie in the cache, and one page without a program comes out of it. */
const name = 'shell';

self.addEventListener('install', (event) => {
	event.waitUntil(
		(async () => {
			const files = await (await fetch('/client-files.json')).json();
			const cache = await caches.open(name);
			await cache.addAll(['/shell.html', ...files]);
		})()
	);
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
	if (new URL(event.request.url).pathname === '/shell.html') event.respondWith(caches.match('/shell.html'));
});
