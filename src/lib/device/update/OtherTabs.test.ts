import { afterEach, expect, test } from 'vitest';
import { AppUpdate } from './AppUpdate.svelte.ts';
import { OtherTabs, type Unrest } from './OtherTabs.ts';

const closed: { close(): void }[] = [];
afterEach(() => {
	for (const one of closed.splice(0)) one.close();
});

let channels = 0;
function tabs(...unrest: readonly Unrest[]): readonly OtherTabs[] {
	channels += 1;
	const name = `update-test-${channels}`;
	return unrest.map((own) => {
		const tab = new OtherTabs(
			new BroadcastChannel(name),
			() => own,
			() => new Promise((done) => setTimeout(done, 400))
		);
		closed.push(tab);
		return tab;
	});
}

test('the greatest unrest of any tab is told', async () => {
	const [first] = tabs('quiet', 'open', 'unsaved');
	expect(await first?.greatest()).toBe('unsaved');
	const [alone] = tabs('open');
	expect(await alone?.greatest()).toBe('open');
	const [quiet] = tabs('quiet', 'quiet');
	expect(await quiet?.greatest()).toBe('quiet');
});

test('what is not of this program, or of no build we know, is left alone', async () => {
	const [first] = tabs('quiet');
	const stranger = new BroadcastChannel(`update-test-${channels}`);
	closed.push(stranger);
	const heard: unknown[] = [];
	stranger.onmessage = ({ data }: MessageEvent) => {
		heard.push(data);
		for (const answer of [null, 'open', { kind: 'answer', id: 'other', unrest: 'unsaved' }])
			stranger.postMessage(answer);
		stranger.postMessage({ kind: 'answer', id: (data as { id: string }).id, unrest: 'nonsense' });
	};
	expect(await first?.greatest()).toBe('quiet');
	expect(heard).toMatchObject([{ kind: 'ask' }]);
});

test('F: nothing that is unsaved in any tab is thrown away for a new version, and it is said', async () => {
	channels += 1;
	const name = `update-test-${channels}`;
	const other = new OtherTabs(new BroadcastChannel(name), () => 'unsaved');
	const update = new AppUpdate(new BroadcastChannel(name));
	closed.push(other, update);
	const worker = {} as ServiceWorker;
	const taken: ServiceWorker[] = [];
	let flushed = 0;
	update.watch({ unrest: () => 'open', flush: async () => void (flushed += 1) });
	update.onApply((one) => taken.push(one));
	update.offer(worker);
	await update.apply();
	expect([update.isHeldUp, taken, flushed]).toEqual([true, [], 1]);
	other.close();
	await update.apply();
	expect([update.isHeldUp, taken]).toEqual([false, [worker]]);
});
