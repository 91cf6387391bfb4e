import { z } from 'zod';

export const helloRequest = z.looseObject({
	proto: z.array(z.number().int()),
	build: z.string().max(100),
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
	templates: z.record(z.string(), z.number().int())
});
export type HelloRequest = z.infer<typeof helloRequest>;

export const directive = z.looseObject({ kind: z.string() });
export type Directive = z.infer<typeof directive>;

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
