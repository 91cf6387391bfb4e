import { z } from 'zod';
import { directive } from './hello.ts';
import { writtenValue } from './push.ts';

export const pullRequest = z.looseObject({
	proto: z.number().int(),
	epoch: z.string().nullable(),
	clientId: z.uuid(),
	have: z.record(z.string(), z.number().int()),
	seq: z.number().int(),
	limitBytes: z.number().int().min(1)
});
export type PullRequest = z.infer<typeof pullRequest>;

const recordRef = z.looseObject({ kind: z.string(), id: z.string() });

export const pulledField = z.looseObject({
	key: z.string(),
	ver: z.number().int(),
	value: z.unknown(),
	by: z.string(),
	/** The server's time (P5); `deviceAt` when the tablet's was over five minutes off. */
	at: z.string(),
	deviceAt: z.string().optional(),
	conflict: z.boolean().optional(),
	/** Newest first (P6). */
	other: z.array(writtenValue).optional()
});
export type PulledField = z.infer<typeof pulledField>;

export const pulledRecord = z.looseObject({
	record: recordRef,
	full: z.boolean(),
	/** The version the fields start after; 0 when full. */
	from: z.number().int(),
	ver: z.number().int(),
	head: z.record(z.string(), z.unknown()),
	fields: z.array(pulledField),
	digest: z.string()
});
export type PulledRecord = z.infer<typeof pulledRecord>;

export const goneRecord = z.looseObject({
	record: recordRef,
	why: z.enum(['revoked', 'closed', 'deleted', 'retention'])
});
export type GoneRecord = z.infer<typeof goneRecord>;

export const pullAnswer = z.looseObject({
	epoch: z.string(),
	reset: z.boolean(),
	seq: z.number().int(),
	serverTime: z.string(),
	permVer: z.number().int(),
	durableN: z.number().int(),
	lease: z.looseObject({ offlineUntil: z.string() }),
	put: z.array(pulledRecord),
	gone: z.array(goneRecord),
	more: z.boolean(),
	directives: z.array(directive)
});
export type PullAnswer = z.infer<typeof pullAnswer>;
