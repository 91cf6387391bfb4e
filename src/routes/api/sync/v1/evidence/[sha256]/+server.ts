import { getEvidence, headEvidence, putEvidence } from '#lib/server/evidence/evidenceEndpoint.ts';
import type { RequestHandler } from './$types';

export const HEAD = headEvidence satisfies RequestHandler;
export const GET = getEvidence satisfies RequestHandler;
export const PUT = putEvidence satisfies RequestHandler;
