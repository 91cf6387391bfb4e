import { rmSync } from 'node:fs';
import { seedCouncil } from '#lib/server/council/seedCouncil.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { demoPassword, fillStore, marchbrook } from './DipperServer.ts';

/** Before all tests of a run: inventing the council takes longer than many a test. */
export default async function inventMarchbrook(): Promise<void> {
	rmSync(marchbrook, { recursive: true, force: true });
	await fillStore(marchbrook, (database) =>
		seedCouncil({ database, templates: shippedTemplates(), password: demoPassword, now: Date.now() })
	);
}
