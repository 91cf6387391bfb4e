import { ageBands, stages } from '#lib/domain/frames/SamplingFrame.ts';
import type { caseFacts } from '#lib/domain/templates/Template.ts';
import type { Choice } from '#lib/ui/form/Choice.ts';
import { ageBandWords, stageWords } from '#lib/ui/words/stages.ts';

const yesOrNo: readonly Choice[] = [
	{ value: 'yes', label: 'Yes' },
	{ value: 'no', label: 'No' }
];

/** What a fact of the child may be; none to choose from where the import writes it freely. */
export function factChoices(fact: (typeof caseFacts)[number]): readonly Choice[] {
	if (fact === 'stage') return stages.map((value) => ({ value, label: stageWords[value] }));
	if (fact === 'ageBand') return ageBands.map((value) => ({ value, label: ageBandWords[value] }));
	return fact === 'planType' ? [] : yesOrNo;
}
