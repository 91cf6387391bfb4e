import { expect, test, vi } from 'vitest';
import { must } from '#lib/domain/shared/Result.ts';
import { findSpeech, listen, withPhrase } from './onDeviceSpeech.ts';

/** A browser that can, as far as this needs one. */
function aBrowser(standing: string) {
	const made: Fake[] = [];
	class Fake extends EventTarget {
		static available = vi.fn(async (_asked: object) => standing);
		lang = '';
		continuous = false;
		interimResults = true;
		started = 0;
		constructor() {
			super();
			made.push(this);
		}
		get processLocally() {
			return this.local;
		}
		set processLocally(on: boolean) {
			this.local = on;
		}
		private local = false;
		start() {
			this.started += 1;
		}
		stop() {
			this.dispatchEvent(new Event('end'));
		}
		hears(...phrases: readonly (readonly [string, boolean])[]) {
			const results = phrases.map(([transcript, isFinal]) => Object.assign([{ transcript }], { isFinal }));
			this.dispatchEvent(Object.assign(new Event('result'), { results, resultIndex: 0 }));
		}
	}
	return { scope: { SpeechRecognition: Fake }, made, asked: Fake.available };
}

test('it is offered only where the browser has the language on the device, and asks for nothing else', async () => {
	const ready = aBrowser('available');
	expect(await findSpeech(ready.scope)).not.toBeNull();
	expect(ready.asked).toHaveBeenCalledExactlyOnceWith({ langs: ['en-GB'], processLocally: true });
	for (const standing of ['downloadable', 'downloading', 'unavailable'])
		expect(await findSpeech(aBrowser(standing).scope)).toBeNull();
});

test('where speech would leave the tablet, or nobody can tell, there is none', async () => {
	expect(await findSpeech({})).toBeNull();
	expect(await findSpeech({ SpeechRecognition: class {} })).toBeNull();
	class SendsItAway {
		static available = async () => 'available';
	}
	expect(await findSpeech({ SpeechRecognition: SendsItAway })).toBeNull();
	class Refuses {
		processLocally = true;
		static available = async () => Promise.reject(new Error('no'));
	}
	Object.defineProperty(Refuses.prototype, 'processLocally', { value: true, writable: true });
	expect(await findSpeech({ SpeechRecognition: Refuses })).toBeNull();
});

test('only settled phrases are handed over, and it ends once', async () => {
	const { scope, made } = aBrowser('available');
	const told = { onphrase: vi.fn(), onend: vi.fn() };
	const listening = listen(must((await findSpeech(scope)) ?? undefined, 'speech'), told);
	const recognition = must(made[0], 'a recognition');
	expect([recognition.processLocally, recognition.lang, recognition.started]).toEqual([true, 'en-GB', 1]);
	recognition.hears(['the plan', false]);
	recognition.hears([' the plan was shared ', true], ['', true]);
	expect(told.onphrase.mock.calls).toEqual([['the plan was shared']]);
	listening.stop();
	listening.stop();
	expect(told.onend).toHaveBeenCalledExactlyOnceWith(null);
});

test('why it ended is told', async () => {
	const { scope, made } = aBrowser('available');
	const told = { onphrase: vi.fn(), onend: vi.fn() };
	listen(must((await findSpeech(scope)) ?? undefined, 'speech'), told);
	made[0]?.dispatchEvent(Object.assign(new Event('error'), { error: 'not-allowed' }));
	made[0]?.stop();
	expect(told.onend).toHaveBeenCalledExactlyOnceWith('not-allowed');
});

test('a phrase goes after what stands there', () => {
	expect(withPhrase('', 'seen at home')).toBe('Seen at home');
	expect(withPhrase('Case note of 3 May,', 'seen at home')).toBe('Case note of 3 May, seen at home');
	expect(withPhrase('Plan agreed. ', 'seen at home')).toBe('Plan agreed. Seen at home');
});
