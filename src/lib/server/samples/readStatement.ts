import type { SampleShown } from '#lib/domain/sampling/sampleShows.ts';
import type { SamplingStatement } from '#lib/domain/sampling/samplingStatement.ts';
import { findNames } from '../people/nameBook.ts';
import type { Acting } from '../records/Acting.ts';
import { findSetting } from '../settings/settings.repository.ts';
import { readTemplate } from '../templates/templates.useCases.ts';
import { readShown } from './readShown.ts';
import { readSample } from './samples.useCases.ts';

export type ReadStatement = {
	readonly id: string;
	readonly name: string;
	readonly template: { readonly title: string; readonly version: number };
	readonly council: string | null;
	readonly statement: SamplingStatement;
	/** What its audits show so far; null while none is graded. */
	readonly shown: SampleShown | null;
	readonly names: Readonly<Record<string, string>>;
};

/** A sample's statement with all the names that it is printed with. Who may see the sample may see it. */
export async function readStatement(acting: Acting, sampleId: string): Promise<ReadStatement> {
	const kept = await readSample(acting, sampleId);
	const { id, name, template, statement } = kept;
	const { title, version } = await readTemplate(acting, template);
	return {
		id,
		name,
		template: { title, version },
		council: await findSetting(acting.database.db, 'council-name'),
		statement,
		shown: await readShown(acting, kept),
		names: await findNames(acting.database.db, [statement.drawnBy, ...statement.replacements.map(({ by }) => by)])
	};
}
