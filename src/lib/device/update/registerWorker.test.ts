import { beforeEach, expect, test } from 'vitest';
import type { Unrest } from './OtherTabs.ts';
import { AppUpdate, registerWorker, type WorkerHost } from './registerWorker.ts';

class Worker_ extends EventTarget {
	state = 'installing';
	readonly messages: unknown[] = [];
	postMessage(message: unknown): void {
		this.messages.push(message);
	}
	becomes(state: string): void {
		this.state = state;
		this.dispatchEvent(new Event('statechange'));
	}
}
class Registration extends EventTarget {
	waiting: Worker_ | null = null;
	installing: Worker_ | null = null;
	updates = 0;
	async update(): Promise<void> {
		this.updates += 1;
	}
	finds(worker: Worker_): void {
		this.installing = worker;
		this.dispatchEvent(new Event('updatefound'));
	}
}
class Container extends EventTarget {
	controller: object | null = {};
	readonly registration = new Registration();
	asked: unknown[] = [];
	async register(...args: unknown[]): Promise<Registration> {
		this.asked = args;
		return this.registration;
	}
}

let container: Container;
let page: EventTarget;
let reloads: number;
let hour: () => void;
let update: AppUpdate;

beforeEach(() => {
	container = new Container();
	page = new EventTarget();
	reloads = 0;
	update = new AppUpdate();
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

async function register(): Promise<() => void> {
	const host = {
		container,
		page,
		reload: () => (reloads += 1),
		every: (run: () => void) => {
			hour = run;
			return () => undefined;
		}
	};
	const stop = registerWorker(update, host as unknown as WorkerHost);
	await Promise.resolve();
	await Promise.resolve();
	return stop;
}

test('the worker is asked for past every cache, and looked for on focus and hourly', async () => {
	const stop = await register();
	expect(container.asked).toMatchObject(['/service-worker.js', { updateViaCache: 'none' }]);
	page.dispatchEvent(new Event('focus'));
	hour();
	expect(container.registration.updates).toBe(2);
	stop();
	page.dispatchEvent(new Event('focus'));
	expect(container.registration.updates).toBe(2);
});

test('a new version waits and is offered; dismissed, it stays quiet until the next', async () => {
	await register();
	const worker = new Worker_();
	container.registration.finds(worker);
	expect(update.waiting).toBe(false);
	worker.becomes('installed');
	expect([update.waiting, update.dismissed, worker.messages]).toEqual([true, false, []]);
	update.dismiss();
	worker.becomes('installed');
	expect(update.dismissed).toBe(true);
	const next = new Worker_();
	container.registration.finds(next);
	next.becomes('installed');
	expect(update.dismissed).toBe(false);
});

test('the first worker of all is no update', async () => {
	container.controller = null;
	await register();
	const worker = new Worker_();
	container.registration.finds(worker);
	worker.becomes('installed');
	expect(update.waiting).toBe(false);
});

test('applied, it takes over and the page loads anew; without being applied no page is taken away', async () => {
	const waiting = new Worker_();
	waiting.state = 'installed';
	container.registration.waiting = waiting;
	await register();
	container.dispatchEvent(new Event('controllerchange'));
	expect(reloads).toBe(0);
	await update.apply();
	expect(waiting.messages).toEqual(['apply-update']);
	container.dispatchEvent(new Event('controllerchange'));
	expect(reloads).toBe(1);
});

const editorsOf = (unrest: Unrest) => ({ unrest: () => unrest, flush: async () => undefined });

test('F: a new version takes over by itself only where nobody is unlocked', async () => {
	await register();
	update.watch(editorsOf('open'));
	const worker = new Worker_();
	container.registration.finds(worker);
	worker.becomes('installed');
	await settled();
	expect(worker.messages).toEqual([]);
	update.watch(editorsOf('quiet'));
	hour();
	await settled();
	expect(worker.messages).toEqual(['apply-update']);
});

test('F: found waiting at the start, before anyone unlocks, it is taken', async () => {
	const waiting = new Worker_();
	waiting.state = 'installed';
	container.registration.waiting = waiting;
	update.watch(editorsOf('quiet'));
	await register();
	await settled();
	expect(waiting.messages).toEqual(['apply-update']);
});

test('F: a tab follows the version that another took once nobody is unlocked in it', async () => {
	await register();
	update.watch(editorsOf('open'));
	container.dispatchEvent(new Event('controllerchange'));
	await settled();
	expect(reloads).toBe(0);
	update.watch(editorsOf('quiet'));
	page.dispatchEvent(new Event('focus'));
	await settled();
	expect(reloads).toBe(1);
});

test('the first worker of all taking over loads nothing anew', async () => {
	container.controller = null;
	await register();
	update.watch(editorsOf('quiet'));
	container.dispatchEvent(new Event('controllerchange'));
	await settled();
	expect(reloads).toBe(0);
});

test('a browser without workers is left alone', async () => {
	const stop = registerWorker(update, {
		container: undefined,
		page,
		reload: () => undefined,
		every: () => () => undefined
	});
	stop();
	await update.apply();
	expect(update.waiting).toBe(false);
});
