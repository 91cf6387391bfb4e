/** `__Host-` binds the cookie to this host and https; plain http on one's own machine cannot have that. */
export function cookieName(isHttps: boolean): string {
	return isHttps ? '__Host-dipper' : 'dipper';
}

/** Lax, not Strict: coming back from the council's own sign-in is a navigation from another site. */
export function cookieOptions(isHttps: boolean, absoluteMs: number) {
	return {
		path: '/',
		httpOnly: true,
		secure: isHttps,
		sameSite: 'lax',
		maxAge: Math.floor(absoluteMs / 1000)
	} as const;
}
