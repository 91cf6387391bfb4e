import { z } from 'zod';
import { publicKey } from './deviceKey.ts';
import { deviceFacts, incident, mostIncidents } from './telemetry.ts';
import { buildName } from './version.ts';

export const helloRequest = z.looseObject({
	proto: z.array(z.number().int()),
	build: buildName,
	storeSchema: z.number().int(),
	deviceId: z.uuid(),
	clientId: z.uuid(),
	epoch: z.string().nullable(),
	lastN: z.number().int().min(0),
	outboxCount: z.number().int().min(0),
	oldestUnsentAt: z.iso.datetime().nullable(),
	keptCount: z.number().int().min(0),
	persisted: z.boolean(),
	quota: z.looseObject({ used: z.number(), max: z.number() }),
	clock: z.string(),
	templates: z.record(z.string(), z.number().int()),
	/** What the tablet signs a rescue with; the first one stays (V4). */
	deviceKey: publicKey.optional(),
	/** Tells the server which key this person's work is sealed under, without telling the key. */
	sealProof: z
		.string()
		.regex(/^[0-9a-f]{64}$/)
		.optional(),
	device: deviceFacts.optional(),
	incidents: z.array(incident).max(mostIncidents).optional()
});
export type HelloRequest = z.infer<typeof helloRequest>;

/** What the server wants a tablet to do. One that a tablet does not know it leaves, and reports. */
export const directive = z.looseObject({ kind: z.string() });
export type Directive = z.infer<typeof directive>;

export const wipeReasons = ['revoked', 'deactivated', 'asked'] as const;
export type WipeReason = (typeof wipeReasons)[number];
/** Send the sealed work to rescue; on its receipt, and not before, take this person's store off the tablet (V4). */
export const rescueThenWipe = z.looseObject({ kind: z.literal('rescueThenWipe'), why: z.enum(wipeReasons) });
/** Drop what was pulled and pull anew; nothing that waits is touched. */
export const refetch = z.looseObject({ kind: z.literal('refetch') });

export const helloAnswer = z.looseObject({
	proto: z.literal(1),
	serverTime: z.string(),
	epoch: z.string(),
	user: z.looseObject({ id: z.string(), status: z.string(), permVer: z.number() }),
	lastN: z.number().int(),
	/** How far this client once said that it had counted, told where it now counts less far: both its copies are gone (F). */
	toldN: z.number().int().optional(),
	durableN: z.number().int(),
	minBuild: z.string(),
	maxBatchBytes: z.number().int(),
	maxChanges: z.number().int(),
	lease: z.looseObject({ offlineUntil: z.string() }),
	/** What the council decides for its tablets (V3, V6, W7); a server from before does not say. */
	rules: z
		.looseObject({
			leaseDays: z.number().int(),
			lockMinutes: z.number().int(),
			mayUsePin: z.boolean(),
			keptDays: z.number().int()
		})
		.optional(),
	recoveryKey: z.looseObject({ kid: z.string(), jwk: z.unknown() }).nullable(),
	directives: z.array(directive)
});
export type HelloAnswer = z.infer<typeof helloAnswer>;
