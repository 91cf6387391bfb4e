import { z } from 'zod';

/** A name that a program gives, never a person: small letters and hyphens. */
const codeName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** A code of the wire, such as why something was parked. No sentence fits into it. */
const wireCode = z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/);

const factName = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);

/**
 * Something unusual on a tablet, told without content: what it is called, when, and figures. Strict, so that nothing a
 * person typed can travel in a member nobody looked at.
 */
export const incident = z.strictObject({
	code: codeName,
	at: z.iso.datetime(),
	facts: z.record(factName, z.union([z.number(), wireCode]))
});
export type ToldIncident = z.infer<typeof incident>;

/** More than this a tablet keeps for its next hello. */
export const mostIncidents = 50;

export const browsers = ['chromium', 'edge', 'firefox', 'safari', 'other'] as const;
export const systems = ['android', 'ipados', 'ios', 'windows', 'macos', 'linux', 'chromeos', 'other'] as const;
export const forms = ['tablet', 'phone', 'computer'] as const;

/** What a tablet is, as coarsely as serves to tell two apart in a list. */
export const deviceFacts = z.strictObject({
	browser: z.enum(browsers),
	system: z.enum(systems),
	form: z.enum(forms)
});
export type DeviceFacts = z.infer<typeof deviceFacts>;
