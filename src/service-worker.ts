/// <reference lib="webworker" />
import {
	cleanupOutdatedCaches,
	createHandlerBoundToURL,
	precacheAndRoute,
	type PrecacheEntry
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (PrecacheEntry | string)[] };

/** Pages that read only the tablet: the shell opens them without a network, also if never visited. */
const offlinePages = /^\/(today|audits|samples|actions|moderation|waiting|unlock|set-up|alerts|more|offline)([/?]|$)/;

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('/shell.html'), { allowlist: [offlinePages] }));

/** Every other page is the office's: from the network, or, without one, a page that says so and where it points. */
registerRoute(
	new NavigationRoute(
		async ({ request, url }) => {
			try {
				return await fetch(request);
			} catch {
				const isHome = url.pathname === '/';
				return Response.redirect(isHome ? '/today' : `/offline?from=${encodeURIComponent(url.pathname)}`, 302);
			}
		},
		{ denylist: [offlinePages, /^\/api\//] }
	)
);

// The page that set the tablet up has to work without signal too, before it was ever loaded again.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// No skipWaiting at install: a new version waits until the person says so, or every tab is closed.
self.addEventListener('message', (event) => {
	if (event.data === 'apply-update') void self.skipWaiting();
});
