import type { DeviceFacts } from '#lib/protocol/telemetry.ts';

export type Browser = { readonly userAgent: string; readonly maxTouchPoints: number };

/** As coarsely as serves to tell two tablets apart in a list; no model, no version. */
export function describeDevice({ userAgent, maxTouchPoints }: Browser): DeviceFacts {
	const system = systemOf(userAgent, maxTouchPoints);
	return { browser: browserOf(userAgent), system, form: formOf(userAgent, system) };
}

function browserOf(agent: string): DeviceFacts['browser'] {
	if (/Edg(A|iOS)?\//.test(agent)) return 'edge';
	if (/Firefox\/|FxiOS\//.test(agent)) return 'firefox';
	if (/Chrom(e|ium)\/|CriOS\//.test(agent)) return 'chromium';
	return /Safari\//.test(agent) ? 'safari' : 'other';
}

function systemOf(agent: string, touchPoints: number): DeviceFacts['system'] {
	if (/iPhone|iPod/.test(agent)) return 'ios';
	// iPadOS says that it is a Mac; no Mac has a touch screen.
	if (/iPad/.test(agent) || (/Macintosh/.test(agent) && touchPoints > 1)) return 'ipados';
	if (/Android/.test(agent)) return 'android';
	if (/Windows/.test(agent)) return 'windows';
	if (/CrOS/.test(agent)) return 'chromeos';
	if (/Macintosh/.test(agent)) return 'macos';
	return /Linux/.test(agent) ? 'linux' : 'other';
}

function formOf(agent: string, system: DeviceFacts['system']): DeviceFacts['form'] {
	if (system === 'ipados') return 'tablet';
	if (system === 'ios') return 'phone';
	if (system === 'android') return /Mobile/.test(agent) ? 'phone' : 'tablet';
	return 'computer';
}
