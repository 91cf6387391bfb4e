import { z } from 'zod';
import { changeEnvelope } from '#lib/domain/changes/Change.ts';
import { directive } from './hello.ts';
import { buildName } from './version.ts';

export const parkedCodes = [
	'NO_PERMISSION',
	'USER_DEACTIVATED',
	'TEMPLATE_UNKNOWN',
	'SCHEMA_INVALID',
	'RECORD_LOCKED',
	'RECORD_DELETED',
	'TOO_LARGE',
	'SERVER_ERROR'
] as const;
export type ParkedCode = (typeof parkedCodes)[number];

export const pushRequest = z.looseObject({
	proto: z.number().int(),
	epoch: z.string().nullable(),
	clientId: z.uuid(),
	deviceId: z.uuid(),
	build: buildName,
	/** Only what makes it a change at all is checked here (P1: 422 is for the envelope); the rest is parked. */
	changes: z.array(changeEnvelope)
});
export type PushRequest = z.infer<typeof pushRequest>;

export const writtenValue = z.looseObject({
	value: z.unknown(),
	by: z.string(),
	at: z.string(),
	ver: z.number().int()
});

export const pushResult = z.looseObject({
	n: z.number().int(),
	st: z.enum(['applied', 'conflict', 'parked', 'dup']),
	/** For `dup`: the first outcome (P3). */
	was: z.enum(['applied', 'conflict', 'parked']).optional(),
	ver: z.number().int().optional(),
	code: z.enum(parkedCodes).optional(),
	other: writtenValue.optional()
});
export type PushResult = z.infer<typeof pushResult>;

export const pushAnswer = z.looseObject({
	epoch: z.string(),
	lastN: z.number().int(),
	durableN: z.number().int(),
	results: z.array(pushResult),
	directives: z.array(directive)
});
export type PushAnswer = z.infer<typeof pushAnswer>;

/** 409: what came before the offending change stays applied and is told (P2). */
export const pushRefusal = z.looseObject({
	code: z.enum(['EPOCH', 'GAP', 'FORK']),
	epoch: z.string().optional(),
	need: z.number().int().optional(),
	n: z.number().int().optional(),
	lastN: z.number().int().optional(),
	results: z.array(pushResult).optional()
});
export type PushRefusal = z.infer<typeof pushRefusal>;
