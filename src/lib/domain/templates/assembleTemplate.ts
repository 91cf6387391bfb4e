import { z } from 'zod';
import { stages } from '../frames/SamplingFrame.ts';
import { ok, problem, type Result } from '../shared/Result.ts';
import { clockFor } from './clockFor.ts';
import { forWhatIsLeft } from './forWhatIsLeft.ts';
import { question, section, template, type ClockUse, type Question, type Section, type Template } from './Template.ts';

const adjustment = question
	.pick({ text: true, guidance: true, prefill: true, askWhen: true })
	.extend({ clock: z.string(), from: z.string(), to: z.string(), fromLabel: z.string(), toLabel: z.string() })
	.partial();
type Adjustment = z.infer<typeof adjustment>;

/** A core for some children: the core's questions, less some, worded anew here and there, and a module of its own. */
export const variant = template.pick({ id: true, version: true, title: true, short: true }).extend({
	of: z.string(),
	/** Left out where these children may be at any stage: each is then timed by the clock of their own plan. */
	stage: z.enum(stages).optional(),
	/** The core's section that the module comes before. */
	before: z.string(),
	/** Ids of sections and questions of the core that are not asked of these children. */
	leaveOut: z.array(z.string()).default([]),
	adjust: z.record(z.string(), adjustment).default({}),
	sections: z.array(section).min(1)
});
export type Variant = z.infer<typeof variant>;

export type AssemblyProblem = 'template.another-core' | 'template.nothing-to-adjust' | 'template.no-such-place';

/** A variant says only what is its own, so that a better question in the core is better in every variant. */
export function assembleTemplate(core: Template, variant: Variant): Result<Template, AssemblyProblem> {
	if (variant.of !== core.id) return problem('template.another-core', { wants: variant.of, has: core.id });
	const unknown = [...variant.leaveOut, ...Object.keys(variant.adjust)].find((id) => !has(core, id));
	if (unknown !== undefined) return problem('template.nothing-to-adjust', { id: unknown });
	const place = core.sections.findIndex((section) => section.id === variant.before);
	if (place < 0) return problem('template.no-such-place', { section: variant.before });
	const sections = core.sections.toSpliced(place, 0, ...variant.sections);
	const { id, version, title, short } = variant;
	return ok(
		forWhatIsLeft({ ...core, id, version, title, short, sections: sections.flatMap((one) => fitSection(one, variant)) })
	);
}

function has(core: Template, id: string): boolean {
	return core.sections.some((section) => section.id === id || section.questions.some((question) => question.id === id));
}

function fitSection(section: Section, variant: Variant): Section[] {
	if (variant.leaveOut.includes(section.id)) return [];
	const kept = section.questions.filter((question) => !variant.leaveOut.includes(question.id));
	return [{ ...section, questions: kept.map((question) => fitQuestion(question, variant)) }];
}

/** Where the stage is known the clock is settled: nothing that reads the variant has to choose by stage again. */
function fitQuestion(question: Question, { stage, adjust }: Variant): Question {
	const adjusted: Adjustment = adjust[question.id] ?? {};
	if (stage === undefined) return { ...question, ...adjusted };
	const { byStage, ...rest } = question;
	const settled: ClockUse = clockFor({ ...rest, byStage }, stage);
	return { ...rest, ...settled, ...adjusted };
}
