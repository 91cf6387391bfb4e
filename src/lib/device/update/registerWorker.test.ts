import { beforeEach, expect, test } from 'vitest';
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
	update.apply();
	expect(waiting.messages).toEqual(['apply-update']);
	container.dispatchEvent(new Event('controllerchange'));
	expect(reloads).toBe(1);
});

test('a browser without workers is left alone', () => {
	const stop = registerWorker(update, {
		container: undefined,
		page,
		reload: () => undefined,
		every: () => () => undefined
	});
	stop();
	update.apply();
	expect(update.waiting).toBe(false);
});
