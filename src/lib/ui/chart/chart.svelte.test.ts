import { describe, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../accessible.ts';
import { drawing } from '../saying.ts';
import ChartFrame from './ChartFrame.svelte';
import GradeBars from './GradeBars.svelte';
import GradeChips from './GradeChips.svelte';
import IntervalChart from './IntervalChart.svelte';

const rows = [
	{ label: '20', share: 0.78, low: 0.57, high: 0.9 },
	{ label: '25', share: 0.78, low: 0.6, high: 0.89, chosen: true }
];

describe('the frame of a chart', () => {
	test('its heading is the finding, and its figures are one press away', async () => {
		const screen = await render(ChartFrame, {
			finding: '31 of 48 are Good or better',
			about: 'So between 50% and 77%',
			chart: drawing('<svg role="img" aria-label="Bars" viewBox="0 0 10 10" width="100"></svg>'),
			table: drawing('<tbody><tr><th scope="row">Good</th><td>27</td></tr></tbody>')
		});
		await expect.element(screen.getByRole('heading', { name: '31 of 48 are Good or better' })).toBeVisible();
		const toggle = screen.getByRole('button', { name: 'As a table' });
		await toggle.click();
		await expect.element(toggle).toHaveAttribute('aria-pressed', 'true');
		await expect.element(screen.getByRole('table', { name: '31 of 48 are Good or better' })).toBeInTheDocument();
		await expect.element(screen.getByRole('img')).not.toBeInTheDocument();
		await expectAccessible(screen.container);
	});
});

describe('ranges', () => {
	test('are read out in full', async () => {
		const screen = await render(IntervalChart, { rows, label: 'What each size shows.' });
		await expect
			.element(screen.getByRole('img', { name: 'What each size shows. 20: 57% to 90%; 25: 60% to 89%' }))
			.toBeVisible();
		await expectAccessible(screen.container);
	});

	test('stand inside the picture, whatever they are', async () => {
		const extremes = [{ label: '5', share: 0, low: 0, high: 1 }];
		const screen = await render(IntervalChart, { rows: extremes, label: 'All' });
		const lines = [...screen.container.querySelectorAll('g line')].flatMap((line) =>
			[line.getAttribute('x1'), line.getAttribute('x2')].map(Number)
		);
		expect(lines).toEqual([70, 400]);
	});

	test('a row can be chosen by touch', async () => {
		const onchoose = vi.fn();
		const screen = await render(IntervalChart, { rows, label: 'All', onchoose });
		screen.container.querySelector('g')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
		expect(onchoose).toHaveBeenCalledExactlyOnceWith('20');
	});
});

describe('the suggested grade drawn', () => {
	const chips = [
		{ number: '2', short: 'Plans', grade: 'inadequate' as const, caps: true },
		{ number: '4', short: 'Assessments', grade: 'good' as const, middle: true },
		{ number: '6', short: 'Visits', grade: 'good' as const }
	];

	test('is said in a sentence', async () => {
		const screen = await render(GradeChips, { chips, cap: 'requires-improvement' });
		const said =
			'Section grades. Inadequate: Plans. Good: Assessments and Visits. The lower middle is Good, Assessments. A cap holds the overall grade at Requires improvement.';
		await expect.element(screen.getByRole('img', { name: said })).toBeVisible();
		await expectAccessible(screen.container);
	});

	test('what the cap holds back stands behind its wall', async () => {
		const screen = await render(GradeChips, { chips, cap: 'requires-improvement' });
		expect(screen.container.querySelectorAll('.col--held')).toHaveLength(2);
		expect(screen.container.querySelectorAll('.captag')).toHaveLength(1);
		const free = await render(GradeChips, { chips });
		expect(free.container.querySelectorAll('.col--held, .captag')).toHaveLength(0);
	});
});

describe('counts at each grade', () => {
	const counts = { outstanding: 4, good: 27, 'requires-improvement': 14, inadequate: 3 };

	test('are in the bars and in words', async () => {
		const screen = await render(GradeBars, {
			rows: [
				{
					label: 'January to March',
					about: 'so far, 48 audits',
					counts,
					then: { ...counts, good: 24 },
					range: { share: 0.65, low: 0.5, high: 0.77 }
				}
			],
			label: 'Grades by quarter.',
			nowLabel: 'This year',
			thenLabel: 'Last year'
		});
		const said =
			'Grades by quarter. January to March: 4 Outstanding, 27 Good, 14 Requires improvement and 3 Inadequate';
		await expect.element(screen.getByRole('img', { name: said })).toBeVisible();
		await expectAccessible(screen.container);
	});

	test('a grade nobody has takes no room', async () => {
		const screen = await render(GradeBars, {
			rows: [{ label: 'Now', counts: { outstanding: 0, good: 0, 'requires-improvement': 0, inadequate: 0 } }],
			label: 'Grades.'
		});
		expect(screen.container.querySelectorAll('svg.chart rect:not(pattern rect)')).toHaveLength(0);
	});
});
