const browsers: readonly [RegExp, string][] = [
	[/Edg(A|iOS)?\//, 'Edge'],
	[/SamsungBrowser\//, 'Samsung Internet'],
	[/Firefox\/|FxiOS\//, 'Firefox'],
	[/Chrome\/|CriOS\//, 'Chrome'],
	[/Safari\//, 'Safari']
];
const devices: readonly [RegExp, string][] = [
	[/iPad/, 'an iPad'],
	[/iPhone/, 'an iPhone'],
	[/Android/, 'an Android device'],
	[/Windows/, 'Windows'],
	[/Macintosh/, 'a Mac or iPad'],
	[/CrOS/, 'a Chromebook'],
	[/Linux/, 'Linux']
];

/** "Chrome on Windows": enough to know one's own by. Browsers claim each other's names, so the order counts. */
export function browserName(userAgent: string): string {
	const named = (list: readonly [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
	const browser = named(browsers);
	const device = named(devices);
	if (browser === undefined) return 'Another program';
	return device === undefined ? browser : `${browser} on ${device}`;
}
