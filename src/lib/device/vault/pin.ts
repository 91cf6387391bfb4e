import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';

export type PinProblem = 'pin.not-six' | 'pin.too-plain';

/** Six digits, and not the ones that are tried first. */
export function judgePin(pin: string): Result<void, PinProblem> {
	if (!/^\d{6}$/.test(pin)) return problem('pin.not-six');
	return new Set(pin).size < 3 || isRun(pin) ? problem('pin.too-plain') : ok(undefined);
}

/** 123456, 987654, and 123123. */
function isRun(pin: string): boolean {
	const steps = [...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index]));
	return steps.every((step) => step === steps[0]) || pin.slice(0, 3) === pin.slice(3);
}
