import type { AuditHead } from '../changes/RecordState.ts';

/** An answer in a dip sample that puts its child forward for a full audit (question-sets.md, T29.6: "Answer No if …"). */
export const forwardingAnswers: readonly { readonly question: string; readonly value: string }[] = [
	{ question: 'T29.6', value: 'no' }
];

export type PutForward = {
	readonly audit: string;
	readonly caseRef: string;
	readonly sampleName: string;
	readonly auditor: string;
	readonly at: string;
};
type Seen = { readonly id: string; readonly head: AuditHead };

/**
 * The children put forward and not taken up: no full audit of the child is open, or was submitted since. One line for a
 * child, by the dip sample that said so last; newest first.
 */
export function putForward(audits: readonly Seen[], saying: ReadonlySet<string>): readonly PutForward[] {
	const full = audits.filter(({ head }) => !isDip(head));
	const isTakenUp = (caseRef: string, at: string) =>
		full.some(({ head }) => head.caseRef === caseRef && (head.submittedAt === undefined || head.submittedAt >= at));
	const said = audits
		.filter(({ id, head }) => saying.has(id) && isDip(head) && head.state === 'submitted')
		.map(({ id, head }) => ({
			audit: id,
			caseRef: head.caseRef,
			sampleName: head.sampleName ?? '',
			auditor: head.auditor,
			at: head.submittedAt ?? ''
		}))
		.filter(({ caseRef, at }) => !isTakenUp(caseRef, at))
		.sort((one, other) => (one.at < other.at ? 1 : -1));
	return said.filter((one, at) => said.findIndex(({ caseRef }) => caseRef === one.caseRef) === at);
}

function isDip({ template }: AuditHead): boolean {
	return template.id.endsWith('-dip');
}
