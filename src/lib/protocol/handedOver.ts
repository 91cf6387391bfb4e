/**
 * Set in the browser while the tablet is in a child's hands. The office then takes it for nobody's, whatever sign-in the
 * browser still holds: an address typed in leads nowhere (docs/decisions/0046). It says nothing of whom or what.
 */
export const handedOverCookie = 'dipper-handed-over';
/** A tablet left lying is in nobody's hands after a day, and by then long locked. Seconds. */
export const handedOverFor = 86_400;
