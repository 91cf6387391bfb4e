import { dev } from '$app/environment';
import type { AppUpdate } from './AppUpdate.svelte.ts';

export { AppUpdate, getAppUpdate, setAppUpdate } from './AppUpdate.svelte.ts';

const hourly = 60 * 60_000;

/** What is used of the browser; a stand-in in tests. */
export type WorkerHost = {
	readonly container:
		Pick<ServiceWorkerContainer, 'register' | 'controller' | 'addEventListener' | 'removeEventListener'> | undefined;
	readonly page: EventTarget;
	readonly reload: () => void;
	readonly every: (run: () => void, ms: number) => () => void;
};

function browserHost(): WorkerHost {
	return {
		container: navigator.serviceWorker,
		page: window,
		reload: () => location.reload(),
		every(run, ms) {
			const timer = setInterval(run, ms);
			return () => clearInterval(timer);
		}
	};
}

/**
 * Registers the worker and looks for a new version on focus and hourly. A new one waits: nobody's page is
 * taken from under them in the middle of an audit (SPEC.md F).
 */
export function registerWorker(update: AppUpdate, host: WorkerHost = browserHost()): () => void {
	const { container, page } = host;
	if (container === undefined) return () => undefined;
	let registration: ServiceWorkerRegistration | null = null;
	let isApplying = false;
	let isOutdated = false;
	/** Another tab took a newer version: this one follows once nobody is unlocked in it. */
	const follow = async () => {
		if (isOutdated && (await update.mayReload())) host.reload();
	};
	const look = () => {
		void registration?.update().catch(() => undefined);
		void update.applyWhereQuiet();
		void follow();
	};
	const had = container.controller !== null;
	const onNewController = () => {
		if (isApplying) return host.reload();
		isOutdated = had;
		void follow();
	};
	update.onApply((worker) => {
		isApplying = true;
		worker.postMessage('apply-update');
	});
	void container.register('/service-worker.js', { type: dev ? 'module' : 'classic', updateViaCache: 'none' }).then(
		(made) => {
			registration = made;
			watch(made, container, update);
		},
		() => undefined
	);
	container.addEventListener('controllerchange', onNewController);
	page.addEventListener('focus', look);
	const stopTimer = host.every(look, hourly);
	return () => {
		container.removeEventListener('controllerchange', onNewController);
		page.removeEventListener('focus', look);
		stopTimer();
		update.close();
	};
}

function watch(
	registration: ServiceWorkerRegistration,
	container: { readonly controller: unknown },
	update: AppUpdate
): void {
	// The very first worker is no update: there is nothing before it.
	const offer = (worker: ServiceWorker | null) => {
		if (worker?.state !== 'installed' || container.controller === null) return;
		update.offer(worker);
		void update.applyWhereQuiet();
	};
	offer(registration.waiting);
	registration.addEventListener('updatefound', () => {
		const worker = registration.installing;
		worker?.addEventListener('statechange', () => offer(worker));
	});
}
