/** What of the Web Speech API is used here (WICG, Web Speech API, "processLocally" and "available()"). */
export type Recognition = EventTarget & {
	lang: string;
	continuous: boolean;
	interimResults: boolean;
	processLocally: boolean;
	start(): void;
	stop(): void;
};
export type Recogniser = {
	new (): Recognition;
	available(options: { readonly langs: readonly string[]; readonly processLocally: true }): Promise<string>;
};

const language = 'en-GB';

/**
 * The browser's recogniser, where it works on the device and its language is already there; else null. Speech about a
 * child must not leave the tablet, so one that would send it somewhere is never offered (security.md).
 */
export async function findSpeech(scope: object = globalThis): Promise<Recogniser | null> {
	const found: unknown = Reflect.get(scope, 'SpeechRecognition');
	if (!isRecogniser(found) || !('processLocally' in found.prototype)) return null;
	try {
		const standing = await found.available({ langs: [language], processLocally: true });
		return standing === 'available' ? found : null;
	} catch {
		// A browser that asks it another way has nothing to offer here.
		return null;
	}
}

function isRecogniser(found: unknown): found is Recogniser & { readonly prototype: object } {
	return typeof found === 'function' && 'available' in found && typeof found.available === 'function';
}

export type Listening = { readonly stop: () => void };

/** Hands over each phrase once it is settled. `onend` comes once, whether stopped, fallen silent or refused. */
export function listen(
	speech: Recogniser,
	told: { readonly onphrase: (words: string) => void; readonly onend: (because: string | null) => void }
): Listening {
	const recognition = new speech();
	recognition.lang = language;
	recognition.continuous = true;
	recognition.interimResults = false;
	recognition.processLocally = true;
	let because: string | null = null;
	recognition.addEventListener('result', (event) => {
		for (const phrase of settledIn(event)) told.onphrase(phrase);
	});
	recognition.addEventListener('error', (event) => (because = String(Reflect.get(event, 'error'))));
	recognition.addEventListener('end', () => told.onend(because), { once: true });
	recognition.start();
	return { stop: () => recognition.stop() };
}

type Results = ArrayLike<ArrayLike<{ readonly transcript: string }> & { readonly isFinal: boolean }>;

function settledIn(event: Event): string[] {
	const { results, resultIndex } = event as Event & { readonly results: Results; readonly resultIndex: number };
	return Array.from(results)
		.slice(resultIndex)
		.filter(({ isFinal }) => isFinal)
		.map((result) => result[0]?.transcript.trim() ?? '')
		.filter((words) => words !== '');
}

/** A phrase after what stands there, with a space or a new sentence between. */
export function withPhrase(text: string, phrase: string): string {
	const before = text.trimEnd();
	if (before === '') return capital(phrase);
	return /[.!?:]$/.test(before) ? `${before} ${capital(phrase)}` : `${before} ${phrase}`;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
