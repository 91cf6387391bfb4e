import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { annexAWorkbook } from '../council/annexAWorkbook.ts';

const task = 'src/lib/server/tasks/annexA.ts';
const run = (...args: string[]) => execFileSync(process.execPath, [task, ...args], { encoding: 'utf8', stdio: 'pipe' });

test('the task writes the workbook its seed and day make, and says what it planted', () => {
	const folder = mkdtempSync(join(tmpdir(), 'annex-a-'));
	const out = join(folder, 'caseload.xlsx');
	const said = run('--children', '60', '--out', out, '--seed', 'task', '--as-at', '2026-11-01');
	const { bytes } = annexAWorkbook({ children: 60, seed: 'task', asAt: '2026-11-01' });
	expect(new Uint8Array(readFileSync(out))).toEqual(bytes);
	expect(said).toContain('60 children as at 2026-11-01');
	expect(said).toContain('planted caseload.adopters-left-out 11');
	rmSync(folder, { recursive: true });
});

test.each([[['--children', 'many', '--out', 'x']], [['--children', '10']], [['--out', 'x', '--as-at', '1 November']]])(
	'without what it needs it says how it is used: %j',
	(args) => {
		expect(() => run(...args)).toThrow('npm run annex-a');
	}
);
