import { completeEvidence } from '#lib/server/evidence/evidenceEndpoint.ts';
import type { RequestHandler } from './$types';

export const POST = completeEvidence satisfies RequestHandler;
