import type { RequestHandler } from '@sveltejs/kit';
import { context } from '#lib/server/context.ts';
import { describeApi } from '#lib/server/http/openApi.ts';

export const GET: RequestHandler = () => Response.json(describeApi(context().config.version));
