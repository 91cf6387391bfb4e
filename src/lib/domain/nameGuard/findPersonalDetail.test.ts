import { describe, expect, test } from 'vitest';
import { findPersonalDetail } from './findPersonalDetail.ts';

const seen = (text: string) => findPersonalDetail(text).map(({ kind, word }) => `${kind}: ${word}`);

describe('names', () => {
	test.each([
		['Mrs Okafor sent apologies and no report.', 'name: Mrs Okafor'],
		['Father not asked. Mr. Bell rang on Tuesday.', 'name: Mr. Bell'],
		['Seen by Dr A. Hart at home', 'name: Dr A. Hart'],
		['Uncle Rafiq collects from school', 'name: Uncle Rafiq'],
		['The worker spoke with Maisie Thornton alone.', 'name: Maisie Thornton'],
		['Mum and Jayden O’Connell were at home.', 'name: Jayden O’Connell'],
		['Lives with Anne-Marie Dubois now.', 'name: Anne-Marie Dubois'],
		['Kayleigh Brown was seen alone.', 'name: Kayleigh Brown'],
		['Before Kayleigh Brown moved, nobody visited.', 'name: Kayleigh Brown'],
		['She has a brother called Kai.', 'name: Kai'],
		['PC Marsh attended with the worker.', 'name: PC Marsh']
	])('%s', (text, found) => {
		expect(seen(text)).toEqual([found]);
	});

	test('what the name is replaced by comes from the title, or from the words beside it', () => {
		expect(findPersonalDetail('Dr Hart agreed')[0]?.replacement).toBe('the doctor');
		expect(findPersonalDetail('Mrs Okafor (head teacher) agreed')[0]?.replacement).toBe('the head teacher');
		expect(findPersonalDetail('Mrs Okafor agreed')[0]?.replacement).toBeUndefined();
	});

	test('the place of a name in the text is where its word stands', () => {
		const text = 'Plan agreed.\nThen Mrs Okafor and Maisie Thornton left.';
		const found = findPersonalDetail(text);
		expect(found).toHaveLength(2);
		for (const { start, end, word } of found) expect(text.slice(start, end)).toBe(word);
	});
});

describe('numbers and places', () => {
	test.each([
		['The address is SY4 2QX.', 'postcode: SY4 2QX'],
		['Moved to SW1A1AA last week', 'postcode: SW1A1AA'],
		['moved to sy4 2qx last week', 'postcode: sy4 2qx'],
		['NHS 943 476 5919 on the form', 'nhs-number: 943 476 5919'],
		['Ring 07700 900382 after school', 'phone: 07700 900382'],
		['Ring 01632 960 114', 'phone: 01632 960 114'],
		['Ring +44 7700 900382', 'phone: +44 7700 900382'],
		['wrote to j.bell@school.example', 'email: j.bell@school.example'],
		['DOB 14/02/2015 on the plan', 'date-of-birth: 14/02/2015'],
		['He was born on 3 March 2014.', 'date-of-birth: 3 March 2014'],
		['Date of birth: 2014-03-03', 'date-of-birth: 2014-03-03'],
		['Her birthday is 9th June', 'date-of-birth: 9th June']
	])('%s', (text, found) => {
		expect(seen(text)).toEqual([found]);
	});

	test('ten figures whose check digit is wrong are no NHS number', () => {
		expect(seen('Reference 943 476 5918')).toEqual([]);
		expect(seen('000 000 0000')).toEqual([]);
	});

	test('a pupil number is known by its check letter', () => {
		expect(seen('UPN H801200001001 in the file')).toEqual(['upn: H801200001001']);
		expect(seen('UPN B801200001001 in the file')).toEqual([]);
	});
});

describe('ordinary notes are left alone', () => {
	test.each([
		'Mother and school nurse at all three. Father not asked to the first two.',
		'The plan could not keep them safe if things got worse: five of its eight actions say “ongoing”.',
		'Core Group held on Monday 12 March, Riverside Team. Child Protection Plan updated.',
		'Early Help Assessment completed; Working Together 2023 followed. Signs of Safety used.',
		'Case note of 9 March, plan version 4, section 6.',
		'Team Manager signed off on 29 December 2025. Supervision seven weeks ago.',
		'IRO chaired the Initial Child Protection Conference. Public Law Outline considered.',
		'Hillside Primary School sent a report. Weir Lane Surgery did not. Attended Northgate High Street.',
		'Seen 26/01/2026 and 09/02/2026; next visit due 23.2.26.',
		'9X-104823 moved team. Reference 2024/118 and invoice 20260312.',
		'Father Not at home. Sister Seen alone. Health Visitor and Social Worker agreed.',
		'Miss This again and the plan fails. Graded Care Profile done in Quarter Two.',
		'Section 47 enquiry, Strategy Discussion on Tuesday. Care Order made in July.',
		'Great Ormond Street Hospital and the Designated Doctor wrote. Mental Health Team closed.',
		'Very Good practice: Life Story Work begun, Direct Work on Wishes and Feelings.',
		'Due 3 March. May Be late. See Liquidlogic, Case Summary. Return Home Interview offered.'
	])('%s', (text) => {
		expect(seen(text)).toEqual([]);
	});
});

test('a hundred thousand characters are read in a moment', () => {
	const sentence =
		'Mother and Mrs Okafor met Maisie Thornton on Tuesday at SY4 2QX. Core Group held; Plan updated in time. ';
	for (const text of [
		sentence.repeat(1000),
		'A'.repeat(100_000),
		'Aa '.repeat(34_000),
		'1 '.repeat(50_000),
		'a.'.repeat(50_000)
	]) {
		// Of the processor's time, which others on the machine do not use up: a search that grows with the square needs minutes.
		const before = process.cpuUsage();
		findPersonalDetail(text);
		expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
	}
});
