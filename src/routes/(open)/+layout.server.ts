import { context } from '#lib/server/context.ts';
import { findSetting } from '#lib/server/settings/settings.repository.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async () => ({
	council: await findSetting(context().database.db, 'council-name')
});
