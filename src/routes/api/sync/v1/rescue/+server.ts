import { rescueEndpoint } from '#lib/server/rescue/rescueEndpoint.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) => rescueEndpoint(event);
