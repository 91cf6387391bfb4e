import { workingDaysBetween } from '#lib/domain/calendar/workingDays.ts';
import { dayInEngland, daysBetween, type Day, type Instant } from '#lib/domain/shared/dates.ts';
import { plural } from './numbers.ts';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December'
];
/** Months of five letters or fewer are written whole even where room is short. */
const shortMonths = months.map((name) => (name.length <= 5 ? name : name === 'September' ? 'Sept' : name.slice(0, 3)));

const englishTime = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Europe/London',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23'
});

/** "Thursday 12 March"; with its year when that is not this one. */
export function wholeDay(day: Day, today: Day): string {
	const { weekday, date, month } = parts(day);
	return `${weekdays[weekday]} ${date} ${months[month]}${yearUnlessThis(day, today)}`;
}

/** "Tue 17 March": the usual way. */
export function shortWeekday(day: Day, today: Day): string {
	const { weekday, date, month } = parts(day);
	return `${weekdays[weekday]?.slice(0, 3)} ${date} ${months[month]}${yearUnlessThis(day, today)}`;
}

/** "17 March", for sentences. */
export function dayAndMonth(day: Day, today: Day): string {
	const { date, month } = parts(day);
	return `${date} ${months[month]}${yearUnlessThis(day, today)}`;
}

/** "26 Jan", "29 Dec 2025": where room is short. */
export function shortDay(day: Day, today: Day): string {
	const { date, month } = parts(day);
	return `${date} ${shortMonths[month]}${yearUnlessThis(day, today)}`;
}

/** "14:02", English time, 24 hours. */
export function timeOf(at: Instant): string {
	return englishTime.format(new Date(at));
}

/** "14:02" today, "Tue 10 March, 16:20" on another day. */
export function moment(at: Instant, today: Day): string {
	const day = dayInEngland(at);
	return day === today ? timeOf(at) : `${shortWeekday(day, today)}, ${timeOf(at)}`;
}

/** "today", "tomorrow", "in 6 working days", "2 days ago". */
export function untilDay(day: Day, today: Day): string {
	const days = daysBetween(today, day);
	if (days === 0) return 'today';
	if (days === 1) return 'tomorrow';
	if (days === -1) return 'yesterday';
	if (days < 0) return `${plural(-days, 'day')} ago`;
	const working = workingDaysBetween(today, day).days;
	return working === 0 ? `in ${plural(days, 'day')}` : `in ${plural(working, 'working day')}`;
}

/** How long ago, for ages: "4 days", "7 weeks". */
export function age(from: Day, today: Day): string {
	const days = daysBetween(from, today);
	return days >= 28 && days % 7 < 2 ? plural(Math.floor(days / 7), 'week') : plural(days, 'day');
}

function parts(day: Day): { weekday: number; date: number; month: number } {
	const at = new Date(`${day}T00:00:00Z`);
	return { weekday: at.getUTCDay(), date: at.getUTCDate(), month: at.getUTCMonth() };
}

function yearUnlessThis(day: Day, today: Day): string {
	return day.slice(0, 4) === today.slice(0, 4) ? '' : ` ${day.slice(0, 4)}`;
}
