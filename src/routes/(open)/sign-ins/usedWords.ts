const minute = 60_000;
const hour = 60 * minute;

/** How long ago a session was used, in milliseconds, as people say it. Use is noted every five minutes. */
export function usedWords(ago: number): string {
	if (ago < 10 * minute) return 'in use now';
	if (ago < hour) return 'used in the last hour';
	const hours = Math.floor(ago / hour);
	if (hours === 1) return 'used an hour ago';
	return hours < 48 ? `used ${hours} hours ago` : `used ${Math.floor(hours / 24)} days ago`;
}
