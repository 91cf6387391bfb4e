/** What of the Web Speech API's speaking half is used here (WICG, Web Speech API, "SpeechSynthesis"). */
export type SpeakingVoice = { readonly lang: string; readonly localService: boolean; readonly name: string };
export type Speaker<Voice extends SpeakingVoice = SpeakingVoice> = {
	getVoices(): readonly Voice[];
	speak(utterance: unknown): void;
	cancel(): void;
};

/**
 * An English voice that speaks on the device itself, British before others; null where there is none. One that would send
 * the words to a server is never used (security.md).
 */
export function localVoice<Voice extends SpeakingVoice>(voices: readonly Voice[]): Voice | null {
	const local = voices.filter(({ lang, localService }) => localService && /^en([-_]|$)/i.test(lang));
	return local.find(({ lang }) => /^en[-_]gb$/i.test(lang)) ?? local[0] ?? null;
}
