import type { z } from 'zod';
import { protocolVersion } from '#lib/protocol/version.ts';
import { malformedEnvelope, upgradeNeeded } from './sync.errors.ts';

/** The message around the changes. One of another protocol is told so before its shape is judged (W8). */
export function parseEnvelope<Shape extends z.ZodType>(shape: Shape, body: unknown): z.output<Shape> {
	if (!speaksOurs(body)) throw upgradeNeeded();
	const parsed = shape.safeParse(body);
	if (!parsed.success) throw malformedEnvelope();
	return parsed.data;
}

function speaksOurs(body: unknown): boolean {
	if (body === null || typeof body !== 'object' || !('proto' in body)) return true;
	const { proto } = body;
	if (Array.isArray(proto)) return !proto.every(Number.isInteger) || proto.includes(protocolVersion);
	return !Number.isInteger(proto) || proto === protocolVersion;
}
