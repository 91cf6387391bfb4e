import { describe, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../accessible.ts';
import { saying } from '../saying.ts';
import { gradesDownwards, gradeWord } from '../words/grades.ts';
import AlertLoud from './AlertLoud.svelte';
import AlertPanel from './AlertPanel.svelte';
import Avatar from './Avatar.svelte';
import ClockStrip from './ClockStrip.svelte';
import ClockTag from './ClockTag.svelte';
import GradeTag from './GradeTag.svelte';
import Loop5 from './Loop5.svelte';
import LoopAge from './LoopAge.svelte';
import LoopStage from './LoopStage.svelte';
import NeedsYou from './NeedsYou.svelte';
import Progress from './Progress.svelte';
import RagTag from './RagTag.svelte';
import SaveStatus from './SaveStatus.svelte';
import Stones from './Stones.svelte';
import Warn from './Warn.svelte';
import YourMove from './YourMove.svelte';

describe('grades, RAG and clocks', () => {
	test.each([...gradesDownwards, null])('the grade %s is its whole word beside a shape', async (grade) => {
		const screen = await render(GradeTag, { grade });
		await expect.element(screen.getByText(gradeWord(grade))).toBeVisible();
		expect(screen.container.querySelectorAll('svg')).toHaveLength(grade === null ? 0 : 1);
		await expectAccessible(screen.container);
	});

	test.each(['red', 'amber', 'green'] as const)('%s is a letter in a shape and the word', async (rag) => {
		const screen = await render(RagTag, { rag, of: 'Progress' });
		expect(screen.container.textContent).toMatch(new RegExp(`Progress:\\s${rag}`, 'i'));
		await expectAccessible(screen.container);
	});

	test.each(['met', 'due', 'soon', 'late'] as const)('a clock that is %s is said in words', async (state) => {
		const screen = await render(ClockTag, { state, words: 'Due Tue 31 March' });
		await expect.element(screen.getByText('Due Tue 31 March')).toBeVisible();
		await expectAccessible(screen.container);
	});

	test('a clock drawn out is hatched beyond its due date', async () => {
		const clock = {
			from: { label: 'Conference', on: '2025-12-03' },
			due: { label: 'Due', on: '2025-12-17' },
			today: '2026-03-12'
		};
		const late = await render(ClockStrip, { ...clock, done: { label: 'Held', on: '2025-12-29' } });
		await expect
			.element(late.getByRole('img', { name: 'Conference 3 Dec 2025, due 17 Dec 2025, held 29 Dec 2025' }))
			.toBeVisible();
		expect(late.container.querySelectorAll('.strip__over')).toHaveLength(1);
		const kept = await render(ClockStrip, { ...clock, done: { label: 'Held', on: '2025-12-10' } });
		expect(kept.container.querySelectorAll('.strip__over')).toHaveLength(0);
		await expectAccessible(kept.container);
	});
});

describe('loops and moves', () => {
	test('your move is chestnut and has the bird; another’s is neither', async () => {
		const yours = await render(LoopStage, { at: 3, yours: true, stones: [{ who: 'Dana Whitlock', when: '12 Feb' }] });
		await expect.element(yours.getByRole('region', { name: 'The loop: Stage 4 of 5, verification' })).toBeVisible();
		expect(yours.container.querySelectorAll('.st__bird')).toHaveLength(1);
		await expectAccessible(yours.container);
		const theirs = await render(LoopStage, { at: 3 });
		expect(theirs.container.querySelectorAll('.st__bird, .st--you')).toHaveLength(0);
		expect(theirs.container.querySelectorAll('[aria-current="step"]')).toHaveLength(1);
	});

	test('the dots say their stage to those who cannot see them', async () => {
		const screen = await render(Loop5, { at: 2, yours: true });
		expect(screen.container.textContent).toContain('Stage 3 of 5, evidence');
		await expectAccessible(screen.container);
	});

	test('whose move it is, is a name', async () => {
		const theirs = await render(YourMove, { name: 'Tom Hallam' });
		await expect.element(theirs.getByText('Tom Hallam’s move')).toBeVisible();
		const mine = await render(YourMove, { name: null });
		await expect.element(mine.getByText('Your move')).toBeVisible();
		await expectAccessible(mine.container);
	});

	test('an age past thirty days is boxed', async () => {
		const old = await render(LoopAge, { days: 31 });
		expect(old.container.querySelector('.loop-age--old')).not.toBeNull();
		await expectAccessible(old.container);
		const young = await render(LoopAge, { days: 1 });
		expect(young.container.textContent).toBe('1day');
		expect(young.container.querySelector('.loop-age--old')).toBeNull();
	});
});

describe('saving', () => {
	test('is one quiet link', async () => {
		const screen = await render(SaveStatus, { state: { kind: 'waiting', savedAt: '14:02', waiting: 3 } });
		await expect
			.element(screen.getByRole('link', { name: 'Saved on this tablet 14:02 · 3 waiting to send' }))
			.toBeVisible();
		await expect.element(screen.getByRole('alert')).toHaveTextContent('');
		await expectAccessible(screen.container);
	});

	test('is announced only when it failed', async () => {
		const screen = await render(SaveStatus, { state: { kind: 'saved', savedAt: '14:02' } });
		await screen.rerender({ state: { kind: 'not-saved' } });
		await expect.element(screen.getByRole('alert')).toHaveTextContent('Not saved: keep this page open');
		await expectAccessible(screen.container);
	});
});

describe('alerts and warnings', () => {
	test('an alert nobody was told of is loud', async () => {
		const screen = await render(AlertLoud, {
			heading: 'Nobody has been told until you call',
			page: true,
			children: saying('Use any phone.')
		});
		await expect
			.element(screen.getByRole('alert'))
			.toHaveTextContent('Nobody has been told until you call Use any phone.');
		await expectAccessible(screen.container);
	});

	test('once told, it is a panel with its case', async () => {
		const screen = await render(AlertPanel, {
			heading: 'Same-day alert on',
			caseNumber: '9X-104790',
			children: saying('Told at 11:31.')
		});
		await expect.element(screen.getByRole('region', { name: 'Same-day alert on 9X-104790' })).toBeVisible();
		await expectAccessible(screen.container);
	});

	test('a warning about a name offers another word, and to leave it', async () => {
		const onreplace = vi.fn();
		const onleave = vi.fn();
		const screen = await render(Warn, {
			word: 'Mrs Okafor',
			looksLike: 'a name',
			replacements: ['the head teacher', 'the child'],
			onreplace,
			onleave
		});
		await screen.getByRole('button', { name: 'Change to “the head teacher”' }).click();
		await screen.getByRole('button', { name: 'Leave it as it is Mrs Okafor' }).click();
		expect(onreplace).toHaveBeenCalledExactlyOnceWith('the head teacher');
		expect(onleave).toHaveBeenCalledOnce();
		await expectAccessible(screen.container);
	});

	test('what needs you says what happened and offers ways on', async () => {
		const screen = await render(NeedsYou, {
			heading: 'Sam changed this on Tuesday',
			children: saying('3.3'),
			acts: saying('Keep both', 'button')
		});
		await expect.element(screen.getByRole('region', { name: 'Sam changed this on Tuesday' })).toBeVisible();
		await expectAccessible(screen.container);
	});
});

describe('progress', () => {
	test('is said in words over the waterline', async () => {
		const screen = await render(Progress, { done: 27, all: 83 });
		await expect.element(screen.getByText('27 of 83 judged')).toBeVisible();
		expect(screen.container.querySelector<HTMLElement>('.water__bar i')?.style.width).toMatch(/^32\.5/);
		await expectAccessible(screen.container);
	});

	test('a dip sample has one pebble for each child', async () => {
		const screen = await render(Stones, { done: 2, begun: 1, all: 10 });
		expect(screen.container.querySelectorAll('.stones i')).toHaveLength(10);
		expect(screen.container.querySelectorAll('.stones i.half')).toHaveLength(1);
		await expect.element(screen.getByText('2 done, 1 begun')).toBeVisible();
		await expectAccessible(screen.container);
	});

	test('initials are of the first and the last name', async () => {
		const screen = await render(Avatar, { name: 'Dana Mary Whitlock' });
		expect(screen.container.textContent).toBe('DW');
	});
});
