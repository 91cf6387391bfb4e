import { isScaleGrade } from '../grading/grades.ts';

/** Why an audit is graded a second time. Never told to whoever still has to grade it blind: it would tell the grade. */
export const moderationReasons = ['inadequate', 'outstanding', 'overridden', 'first-three', 'random'] as const;
export type ModerationReason = (typeof moderationReasons)[number];

/** Defaults of practice.md 1.9; a council may change them. */
export type ModerationRules = {
	/** An auditor's first so many audits are all moderated. */
	readonly firstAudits: number;
	/** Of all the rest, this share. */
	readonly share: number;
	/** And this one, while the auditor's agreement over the last `overLast` is below `below`. */
	readonly raisedShare: number;
	readonly overLast: number;
	readonly below: number;
};
export const usualRules: ModerationRules = { firstAudits: 3, share: 0.2, raisedShare: 0.5, overLast: 10, below: 0.7 };

export type SubmittedAudit = {
	readonly grade: string | undefined;
	/** What the template's rule suggested, where it suggests. */
	readonly suggested: string | null;
	/** How many audits this auditor had submitted before. */
	readonly submittedBefore: number;
	/** Of this auditor's audits that were moderated, newest last: whether both grades were the same. */
	readonly agreed: readonly boolean[];
	/** From 0 up to 1, the same for this audit for ever. */
	readonly lot: number;
};

/** Every reason that holds; none: it is not moderated. What has no grade to agree on is not moderated either. */
export function whyModerated(audit: SubmittedAudit, rules: ModerationRules = usualRules): readonly ModerationReason[] {
	if (!isScaleGrade(audit.grade)) return [];
	const reasons: ModerationReason[] = [];
	if (audit.grade === 'inadequate' || audit.grade === 'outstanding') reasons.push(audit.grade);
	if (audit.suggested !== null && audit.suggested !== audit.grade) reasons.push('overridden');
	if (audit.submittedBefore < rules.firstAudits) reasons.push('first-three');
	if (reasons.length === 0 && audit.lot < shareFor(audit.agreed, rules)) reasons.push('random');
	return reasons;
}

/** The share rises where agreement fell; with fewer moderated than the rule looks back on, nothing has fallen yet. */
export function shareFor(agreed: readonly boolean[], rules: ModerationRules = usualRules): number {
	const last = agreed.slice(-rules.overLast);
	if (last.length < rules.overLast) return rules.share;
	return last.filter(Boolean).length / last.length < rules.below ? rules.raisedShare : rules.share;
}
