/** Where to go once it is open: the page that was asked for, if it is one of ours and no way back in here. */
export function unlockTo(to: string | null): string {
	if (to === null || !/^\/(?![/\\])/.test(to) || /[\\\s]/.test(to)) return '/today';
	return /^\/(unlock|set-up)(?=[/?#]|$)/.test(to) ? '/today' : to;
}
