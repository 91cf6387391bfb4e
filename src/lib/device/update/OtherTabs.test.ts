import { expect, test } from 'vitest';
import { AppUpdate } from './AppUpdate.svelte.ts';
import { OtherTabs, type Channel, type Unrest } from './OtherTabs.ts';

/** The tabs of one browser: what one posts, the others hear. */
function aBrowser() {
	const open = new Set<Channel>();
	return (): Channel => {
		const channel: Channel = {
			onmessage: null,
			postMessage(data: unknown) {
				for (const other of open) if (other !== channel) other.onmessage?.({ data } as MessageEvent);
			},
			close: () => void open.delete(channel)
		};
		open.add(channel);
		return channel;
	};
}
const atOnce = async () => undefined;

function tabs(...unrest: readonly Unrest[]): readonly OtherTabs[] {
	const channel = aBrowser();
	return unrest.map((own) => new OtherTabs(channel(), () => own, atOnce));
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
	const channel = aBrowser();
	const first = new OtherTabs(channel(), () => 'quiet', atOnce);
	const stranger = channel();
	const heard: unknown[] = [];
	stranger.onmessage = ({ data }: MessageEvent) => {
		heard.push(data);
		stranger.onmessage = null;
		for (const answer of [null, 'open', { kind: 'answer', id: 'other', unrest: 'unsaved' }])
			stranger.postMessage(answer);
		stranger.postMessage({ kind: 'answer', id: (data as { id: string }).id, unrest: 'nonsense' });
	};
	expect(await first.greatest()).toBe('quiet');
	expect(heard).toMatchObject([{ kind: 'ask' }]);
});

test('F: nothing that is unsaved in any tab is thrown away for a new version, and it is said', async () => {
	const channel = aBrowser();
	const other = new OtherTabs(channel(), () => 'unsaved', atOnce);
	const update = new AppUpdate(channel());
	const worker = {} as ServiceWorker;
	const taken: ServiceWorker[] = [];
	let flushed = 0;
	update.watch({ unrest: () => 'open', flush: async () => void (flushed += 1) });
	update.onApply((one) => taken.push(one));
	update.offer(worker);
	await update.apply();
	expect([update.isHeldUp, update.isTakingOver, taken, flushed]).toEqual([true, false, [], 1]);
	other.close();
	await update.apply();
	expect([update.isHeldUp, update.isTakingOver, taken]).toEqual([false, true, [worker]]);
});
