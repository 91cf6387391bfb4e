import type { Cell } from './cells.ts';
import { cleanText } from './cells.ts';

/** How a coded cell was written: as Ofsted words it, recognisably otherwise, or as something else. */
export type CodeForm = 'official' | 'loose' | 'unknown';
export type CodeKind =
	| 'yesNo'
	| 'gender'
	| 'ethnicity'
	| 'need'
	| 'abuse'
	| 'caseStatus'
	| 'legalStatus'
	| 'placementType'
	| 'inTouch'
	| 'eligibility';

const ethnicities =
	'WBRI|WIRI|WIRT|WOTH|WROM|MWBC|MWBA|MWAS|MOTH|AIND|APKN|ABAN|AOTH|BCRB|BAFR|BOTH|CHNE|OOTH|REFU|NOBT';

/** Ofsted's codes as the LIIA data map (MIT) states them; separators and the words behind a code vary and do not matter. */
const forms: Readonly<Record<CodeKind, { readonly official: RegExp; readonly loose: RegExp }>> = {
	yesNo: { official: /^(a\) yes|b\) no|c\) unknown)$/i, loose: /^(yes|no|y|n|true|false|1|0|unknown|[abc]\).*)$/i },
	gender: {
		official: /^(a\) male|b\) female|c\) not stated.*|d\) (neither|indeterminate))$/i,
		loose: /^(male|female|m|f|neither|not stated.*|unknown|indeterminate|[abcd]\).*)$/i
	},
	ethnicity: {
		official: new RegExp(`^[a-t]\\) (${ethnicities})\\b`, 'i'),
		loose: new RegExp(`^([a-t]\\).*)?(${ethnicities})\\b`, 'i')
	},
	need: { official: /^N[0-9]\s*[-–:]/i, loose: /^N[0-9][A-Z]?\b/i },
	abuse: {
		official: /^[a-e]\) (neglect|physical abuse|sexual abuse|emotional abuse|multiple.*)$/i,
		loose:
			/^([a-e]\).*|neglect|physical( abuse)?|sexual( abuse)?|emotional( abuse)?|multiple.*|(NEG|PHY|SAB|EMO|MUL))$/i
	},
	caseStatus: {
		official:
			/^(a\) looked after child|b\) child protection plan|c\) child in need plan|d\) open assessment|e\) closed episode)$/i,
		loose:
			/^([a-e]\).*|looked after.*|child protection.*|child in need.*|open assessment.*|closed.*|LAC|CLA|CPP?|CIN)$/i
	},
	legalStatus: {
		official: /^(E1|C[12]|D1|V[2-4]|L[1-3]|J[1-3])\s*:/i,
		loose: /^([a-z]\)\s*)?(E1|C[12]|D1|V[2-4]|L[1-3]|J[1-3])\b/i
	},
	placementType: {
		official: /^[a-z]{1,2}\) (U[1-6]|A[3-6]|P[1-3]|H5|K[12]|R[1-35]|S1|Z1|T[0-4])\s*:/i,
		loose: /^([a-z]{1,2}\)\s*)?(U[1-6]|A[3-6]|P[1-3]|H5|K[12]|R[1-35]|S1|Z1|T[0-4])\b/i
	},
	inTouch: {
		official: /^(a\) yes|b\) no|c\) died|d\) refu|e\) nreq|f\) rhom)$/i,
		loose: /^([a-f]\).*|yes|no|died|refu.*|nreq|rhom)$/i
	},
	eligibility: {
		official: /^(a\) relevant child|b\) former relevant child|c\) qualifying care leaver|d\) eligible child)$/i,
		loose: /^([a-d]\).*|relevant.*|former relevant.*|qualifying.*|eligible.*)$/i
	}
};

export function codeForm(kind: CodeKind, text: string): CodeForm {
	const form = forms[kind];
	if (form.official.test(text)) return 'official';
	return form.loose.test(text) ? 'loose' : 'unknown';
}

/** `a) Yes`, `Yes`, `Y`, `1`, TRUE: yes. Unknown and anything else: null. */
export function readYesNo(cell: Cell | undefined): boolean | null {
	const text = cleanText(cell).toLowerCase();
	if (/^(a\) ?)?(yes|y|true|1)$/.test(text)) return true;
	return /^(b\) ?)?(no|n|false|0)$/.test(text) ? false : null;
}

/** The code alone (C2, P1), never the words behind it. */
export function readCode(kind: 'legalStatus' | 'placementType', text: string): string | null {
	return forms[kind].loose.exec(text)?.[2]?.toUpperCase() ?? null;
}

export const caseStatuses = ['looked-after', 'child-protection', 'child-in-need', 'open-assessment', 'closed'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

const statusWords: readonly (readonly [RegExp, CaseStatus])[] = [
	[/^a\)|looked after|^lac$|^cla$/i, 'looked-after'],
	[/^b\)|child protection|^cpp?$/i, 'child-protection'],
	[/^c\)|child in need|^cin$/i, 'child-in-need'],
	[/^d\)|open assessment/i, 'open-assessment'],
	[/^e\)|closed/i, 'closed']
];

export function readCaseStatus(text: string): CaseStatus | null {
	return statusWords.find(([words]) => words.test(text))?.[1] ?? null;
}

/** Plans a sample may be drawn by; ui/words has the words. */
export const planTypes = [
	'child-in-need-plan',
	'child-protection-plan',
	'care-plan',
	'pathway-plan',
	'adoption-plan'
] as const;
export type PlanType = (typeof planTypes)[number];
