/** Which test stands for which rule of SPEC.md, read from the names of the tests: `npm run rules` writes the page. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const page = path.join(root, 'docs/sync-rules.md');
const specification = path.join(root, 'src/lib/domain/changes/SPEC.md');

/** The faults of F have no numbers there; a test carries `F` and the words that tell which it is. */
const faults: Readonly<Record<string, RegExp>> = {
	'F · lost request': /lost request|no signal|without signal|network/i,
	'F · lost acknowledgement': /lost ack|lost answer|answer (is |was )?lost|acknowledge/i,
	'F · duplicate, reordered push': /duplicate|twice|again|reorder|replay/i,
	'F · crash between save and send': /crash|killed|found at start|put back/i,
	'F · crash inside the save': /inside (a|the) save|crash|torn|draft/i,
	'F · server killed mid-push': /server.*kill|kill.*server|kill/i,
	'F · session expired offline': /session|sign(ed)?[- ](in|out)/i,
	'F · person deactivated': /deactivat|person gone|gone person/i,
	'F · role changed': /role|reallocat|new owner|taken (away|from)|withdrawn|hands/i,
	'F · template retired': /template/i,
	'F · clock hours off': /clock|tablet.? time|1970|M3/i,
	'F · two devices': /two (tablets|devices)|M2/i,
	'F · worker updated mid-audit': /update|worker|new build|new version|assets/i,
	'F · cloned tablet': /clone|fork|under one name|new name/i,
	'F · IndexedDB deleted by the browser': /journal|deleted|wiped|corrupt|store (was )?lost|gives back/i,
	'F · both copies gone': /both (copies|gone)|both.*(gone|lost)/i,
	'F · server down for a week': /week|lease/i
};

type Named = { readonly name: string; readonly file: string };
export type RuleTable = { readonly rules: ReadonlyMap<string, readonly Named[]>; readonly missing: readonly string[] };

export function readRuleTable(): RuleTable {
	const tests = readTests();
	const rules = new Map<string, readonly Named[]>();
	for (const rule of readRules())
		rules.set(
			rule,
			tests.filter(({ name }) => rulesIn(name).has(rule))
		);
	for (const [fault, words] of Object.entries(faults))
		rules.set(
			fault,
			tests.filter(
				({ name }) => (rulesIn(name).has('F') || rulesIn(name).has('W8') || rulesIn(name).has('S8')) && words.test(name)
			)
		);
	const missing = [...rules].filter(([, named]) => named.length === 0).map(([rule]) => rule);
	return { rules, missing };
}

/** S1, W2 … as the specification numbers them, and N, which has no numbers inside. */
function readRules(): string[] {
	const text = readFileSync(specification, 'utf8');
	const numbered = [...text.matchAll(/^- \*\*([SWPMV]\d+)\*\*/gm)].map(([, rule]) => rule ?? '');
	const invariants = [...text.matchAll(/\b(I\d+) /g)].map(([, rule]) => rule ?? '');
	return [...new Set([...numbered, 'N', ...invariants])].sort(byRule);
}

const sections = 'SWNPMVI';
function byRule(a: string, b: string): number {
	const place = (rule: string) => sections.indexOf(rule[0] ?? '') * 100 + Number(rule.slice(1));
	return place(a) - place(b);
}

/** `M1–M6` stands for all six. */
function rulesIn(name: string): ReadonlySet<string> {
	const head =
		/^((?:[SWPMVIN]\d*|F)(?:[–-][SWPMVI]?\d+)?(?: [a-f]\b)?(?:(?:, | and | to )(?:[SWPMVIN]\d*|F)(?:[–-][SWPMVI]?\d+)?(?: [a-f]\b)?)*):? /;
	const found = new Set<string>();
	const marks = head.exec(`${name} `)?.[1] ?? '';
	for (const [, letter = '', from = '', , to] of marks.matchAll(/([SWPMVINF])(\d*)(?:[–-]([SWPMVI]?)(\d+))?/g)) {
		if (to === undefined || to === '') found.add(`${letter}${from}`);
		else for (let number = Number(from); number <= Number(to); number += 1) found.add(`${letter}${String(number)}`);
	}
	return found;
}

const callsTest =
	/(?:\b(?:test|it|describe)(?:\.(?:each|for|skipIf|runIf)\([^\n]*\)|\.\w+)*|\]\))\(\s*(?:'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`)/g;

function readTests(): Named[] {
	const found: Named[] = [];
	for (const file of testFiles()) {
		const text = readFileSync(path.join(root, file), 'utf8');
		for (const [, plain, template] of text.matchAll(callsTest))
			for (const name of namesOf((plain ?? template ?? '').replaceAll(/\\(.)/g, '$1'), text))
				found.push({ name, file });
	}
	return found;
}

/** A table of cases gives each its name: `$name` stands for all of that file. */
function namesOf(name: string, text: string): string[] {
	if (!name.includes('$name')) return [name];
	return [...text.matchAll(/\bname: '([^']*)'/g)].map(([, one = '']) => name.replace('$name', one));
}

function testFiles(): string[] {
	return ['src', 'tests']
		.flatMap((folder) =>
			readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`)
		)
		.filter((name) => /\.(test|spec)\.ts$/.test(name) && !name.includes('node_modules'))
		.sort();
}

export function writeTable({ rules }: RuleTable): string {
	const lines = [...rules].map(([rule, named]) => {
		const files = Map.groupBy(named, ({ file }) => file);
		return `| ${rule} | ${[...files.keys()].map((file) => `\`${file}\``).join('<br>')} |`;
	});
	return [
		'# Rules of sync, and the tests that carry their numbers',
		'',
		'Made by `npm run rules` from the names of the tests; `tests/ruleTable.test.ts` fails when it is stale or a rule has no test.',
		'The rules stand in `src/lib/domain/changes/SPEC.md`.',
		'',
		'| rule | tests in |',
		'| --- | --- |',
		...lines,
		''
	].join('\n');
}

export function readPage(): string {
	return readFileSync(page, 'utf8');
}

if (process.argv[1] === import.meta.filename) {
	const table = readRuleTable();
	writeFileSync(page, writeTable(table));
	if (table.missing.length > 0) {
		console.error(`No test carries: ${table.missing.join(', ')}`);
		process.exitCode = 1;
	}
}
