/**
 * Makes notes as auditors write them, with names, postcodes, dates of birth and NHS numbers planted in them, and notes
 * with none. The same seed makes the same notes. The names are common ones of England and Wales, typed from general
 * knowledge and apart from the list the guard has; nobody is meant by them.
 */
export type Planted = { readonly kind: 'name' | 'postcode' | 'date-of-birth' | 'nhs-number'; readonly word: string };
export type PlantedNote = { readonly text: string; readonly planted: readonly Planted[] };

/** Marsaglia's xorshift (Journal of Statistical Software 8, 2003): small, and the same everywhere. */
export class Dice {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0 || 1;
	}
	below(count: number): number {
		this.#state ^= this.#state << 13;
		this.#state ^= this.#state >>> 17;
		this.#state ^= this.#state << 5;
		return (this.#state >>> 0) % count;
	}
	of<One>(all: readonly One[]): One {
		const one = all[this.below(all.length)];
		if (one === undefined) throw new Error('nothing to choose from');
		return one;
	}
}

const words = (text: string) => text.trim().split(/\s+/);
const givenNames = words(`
	Oliver George Noah Arthur Harry Leo Muhammad Jack Charlie Oscar Jacob Henry Thomas Freddie Alfie Theo William Theodore
	Archie Joshua Alexander James Isaac Edward Lucas Tommy Finley Max Logan Ethan Mohammed Teddy Benjamin Arlo Joseph
	Sebastian Harrison Elijah Adam Daniel Samuel Louie Mason Reuben Albie Rory Jaxon Hugo Luca Zachary Reggie Hunter Louis
	Dylan Albert David Jude Frankie Roman Ezra Toby Riley Carter Ronnie Frederick Gabriel Stanley Bobby Jesse Michael Elliot
	Grayson Mohammad Liam Jenson Ellis Harley Harvey Jayden Jake Ralph Rowan Elliott Jasper Ollie Charles Finn Felix Caleb
	Chester Jackson Hudson Leon Ibrahim Ryan Blake Alfred Olivia Amelia Isla Ava Ivy Freya Lily Florence Mia Willow Sophia
	Isabella Ella Evie Poppy Sophie Ruby Evelyn Elsie Charlotte Sienna Daisy Phoebe Millie Eva Alice Lucy Sofia Harper Emily
	Matilda Maya Elizabeth Ellie Isabelle Erin Maisie Maryam Penelope Bella Aria Layla Luna Eliza Rosie Lottie Maeve Zara
	Imogen Hallie Esme Thea Eden Molly Amber Emma Bonnie Nancy Lola Georgia Jessica Chloe Arabella Robyn Nova Amelie Mabel
	Edith Zoe Darcie Lyra Gracie Skye Summer Hannah Aurora Heidi Abigail Orla Aisha Fatima Zainab Khadija Yusuf Hamza Bilal
	Amina Priya Arjun Simran Gurpreet Kacper Zuzanna Jakub Oksana Chidi Ngozi Kwame Temitope Niamh Saoirse Callum Rhys Carys
	Kayleigh Tyrone Shanice Kai Kian Jordan Paige Courtney Destiny Tegan Kyle Connor Declan Leanne Tracey Darren Wayne Sharon
`);
const surnames = words(`
	Thornton Okafor Ahmed Kowalski Marsh Patel Begum Fletcher Hargreaves Whitlock Nowak Adeyemi Pritchard Llewellyn Sandhu
	Rashid Barlow Entwistle Osei Mbeki Popescu Dogan Hussain Khan Bellamy Cartwright Ellison Fairclough Gosling Heathcote
	Iqbal Jefferies Kavanagh Lomas Metcalfe Norbury Openshaw Pemberton Quigley Rowbotham Stubbs Tattersall Unsworth Vickers
	Wardle Yardley O’Connell O’Brien McAllister Smith-Jones Taylor Walker Wright Turner Cooper
`);
const letters = 'ABDEFGHJLNPQRSTUWXYZ';
const areas = words('SY TF WR HR ST WV B M L CH CW SK LS BD NE SW EC NW SE N E G EH CF');
const people = words('Mrs Mr Ms Miss Dr');

type Made = { readonly text: string; readonly planted: readonly Planted[] };
type Plant = (dice: Dice) => Made;

function name(before: string, word: string, after: string): Made {
	return { text: `${before}${word}${after}`, planted: [{ kind: 'name', word }] };
}
const full = (dice: Dice) => `${dice.of(givenNames)} ${dice.of(surnames)}`;

/** The ways a name comes into a note. */
const namePlants: readonly Plant[] = [
	(dice) => name('The worker spoke with ', dice.of(givenNames), ' alone at school.'),
	(dice) => name('Home visit: ', dice.of(givenNames), ' was upstairs and did not come down.'),
	(dice) => name('', dice.of(givenNames), ' said that home feels calmer now.'),
	(dice) => name('', dice.of(givenNames), ' lives with the grandmother since the summer.'),
	(dice) => name('The plan asks that ', dice.of(givenNames), ' is seen every ten days.'),
	(dice) => name('Mother reports that ', dice.of(givenNames), ' has not slept.'),
	(dice) => name('Nothing in the plan is about ', dice.of(givenNames), '’s health.'),
	(dice) => name('There is a brother called ', dice.of(givenNames), '.'),
	(dice) => name('The older sister, ', dice.of(givenNames), ', was not asked.'),
	(dice) => name('Case note of 9 March names ', full(dice), ' as the carer.'),
	(dice) => name('', full(dice), ' was seen at home.'),
	(dice) => name('Health report by ', `${dice.of(people)} ${dice.of(surnames)}`, ', two pages.'),
	(dice) => name('', `${dice.of(people)} ${dice.of(surnames)}`, ' sent apologies.'),
	(dice) => name('Genogram shows the ', dice.of(surnames), ' family in two households.'),
	(dice) => name('spoke to ', dice.of(givenNames).toLowerCase(), ' after school, no worries shared'),
	(dice) => {
		const [one, other] = [dice.of(givenNames), dice.of(givenNames)];
		const planted = [one, other].map((word) => ({ kind: 'name' as const, word }));
		return { text: `Both ${one} and ${other} were seen with their father.`, planted };
	}
];

const two = (number: number) => String(number).padStart(2, '0');

function postcode(dice: Dice): Made {
	const inward = `${dice.below(10)}${dice.of([...letters])}${dice.of([...letters])}`;
	const outward = `${dice.of(areas)}${1 + dice.below(20)}`;
	const written = dice.of([`${outward} ${inward}`, `${outward}${inward}`, `${outward} ${inward}`.toLowerCase()]);
	const before = dice.of(['Moved to ', 'The address in the file is ', 'Placement at ', 'Contact centre, ']);
	return { text: `${before}${written} in the spring.`, planted: [{ kind: 'postcode', word: written }] };
}

const months = words('January February March April May June July August September October November December');

function dateOfBirth(dice: Dice): Made {
	const [day, month, year] = [1 + dice.below(28), 1 + dice.below(12), 2006 + dice.below(20)];
	const written = dice.of([
		`${two(day)}/${two(month)}/${year}`,
		`${day}.${month}.${two(year % 100)}`,
		`${day} ${months[month - 1] ?? ''} ${year}`,
		`${year}-${two(month)}-${two(day)}`
	]);
	const before = dice.of([
		'DOB ',
		'DOB: ',
		'D.O.B. ',
		'Date of birth ',
		'was born on ',
		'Child born ',
		'date of birth: '
	]);
	return { text: `${before}${written}, so a review was due.`, planted: [{ kind: 'date-of-birth', word: written }] };
}

/** Nine figures and the check digit that makes them one (NHS Data Dictionary, modulus 11). */
function nhsNumber(dice: Dice): Made {
	for (;;) {
		const nine = Array.from({ length: 9 }, (_, at) => (at === 0 ? 4 + dice.below(2) * 2 : dice.below(10)));
		const check = (11 - (nine.reduce((sum, figure, at) => sum + figure * (10 - at), 0) % 11)) % 11;
		if (check === 10) continue;
		const all = [...nine, check].join('');
		const spaced = (by: string) => [all.slice(0, 3), all.slice(3, 6), all.slice(6)].join(by);
		const word = dice.of([spaced(' '), spaced('-'), all]);
		const before = dice.of(['NHS number ', 'NHS no. ', 'The health form has ', 'Ref NHS ']);
		return { text: `${before}${word} on it.`, planted: [{ kind: 'nhs-number', word }] };
	}
}

/** Half of what is planted are names: they are what people write without thinking. */
export function plantedNote(dice: Dice): PlantedNote {
	const made = Array.from({ length: 1 + dice.below(2) }, () =>
		dice.below(2) === 0 ? dice.of(namePlants)(dice) : dice.of([postcode, dateOfBirth, nhsNumber])(dice)
	);
	const around = Array.from({ length: dice.below(3) }, () => cleanSentence(dice));
	return {
		text: [...around, ...made.map(({ text }) => text)].join(' '),
		planted: made.flatMap(({ planted }) => planted)
	};
}

export function cleanNote(dice: Dice): string {
	return Array.from({ length: 1 + dice.below(4) }, () => cleanSentence(dice)).join(' ');
}

const role = (dice: Dice) =>
	dice.of([
		...[
			'the mother',
			'the father',
			'the child',
			'the social worker',
			'the school nurse',
			'the health visitor',
			'the GP'
		],
		...['the team manager', 'the IRO', 'the foster carer', 'the grandmother', 'the personal adviser', 'the police']
	]);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const date = (dice: Dice) =>
	dice.of([
		`${1 + dice.below(28)} ${dice.of(months)}`,
		`${1 + dice.below(28)} ${dice.of(months)} ${2024 + dice.below(3)}`,
		`${two(1 + dice.below(28))}/${two(1 + dice.below(12))}/${2024 + dice.below(3)}`,
		`${dice.of(words('Monday Tuesday Wednesday Thursday Friday'))} ${1 + dice.below(28)} ${dice.of(months)}`
	]);
const body = (dice: Dice) =>
	dice.of([
		...[
			'Riverside Team',
			'Weir Lane Surgery',
			'Hillside Primary School',
			'St Oliver’s Primary School',
			'Queen Street Surgery'
		],
		...[
			'the Front Door',
			'Kingsley Road Nursery',
			'the Mental Health Team',
			'Early Help',
			'CAMHS',
			'Grace Street Clinic'
		],
		...[
			'Beacon Family Centre',
			'Victoria Park Academy',
			'the Virtual School',
			'Women’s Aid',
			'Great Ormond Street Hospital'
		]
	]);
const paper = (dice: Dice) =>
	dice.of([
		...['Child Protection Plan', 'Care Plan', 'Pathway Plan', 'chronology', 'Graded Care Profile', 'risk assessment'],
		...['Child and Family Assessment', 'Signs of Safety map', 'Life Story Work', 'Education, Health and Care Plan'],
		...['Public Law Outline letter', 'supervision note', 'case summary', 'Personal Education Plan', 'genogram']
	]);
const town = (dice: Dice) =>
	dice.of(words('Preston Lincoln Kent Shrewsbury Chester Devon Stafford London Warwick Ludlow'));

const sentences: readonly ((dice: Dice) => string)[] = [
	(dice) => `${capital(role(dice))} and ${role(dice)} came to the meeting on ${date(dice)}.`,
	(dice) => `The ${paper(dice)} was updated on ${date(dice)} and shared with ${role(dice)}.`,
	(dice) => `${capital(role(dice))} was seen on ${date(dice)}, alone, for ${2 + dice.below(50)} minutes.`,
	(dice) => `${body(dice)} sent a report for the ${paper(dice)}; it is on file.`.replace(/^the/, 'The'),
	(dice) => `The family moved to ${town(dice)} in ${dice.of(months)}.`,
	(dice) => `Section ${1 + dice.below(9)} of the ${paper(dice)} says “to be reviewed” ${2 + dice.below(5)} times.`,
	(dice) => `Will ${role(dice)} know what is expected? The ${paper(dice)} does not say.`,
	(dice) => `May need a strategy discussion: see case note of ${date(dice)}.`,
	(dice) => `Grant for the deposit agreed by ${role(dice)} on ${date(dice)}.`,
	(dice) => `Mark of good practice: ${role(dice)} wrote in plain words.`,
	(dice) => `Hope and worries are in the child’s own words in the ${paper(dice)}.`,
	(dice) => `Case 9X-${String(100_000 + dice.below(9_000))}, form ${1 + dice.below(99)}, version ${1 + dice.below(9)}.`,
	(dice) =>
		`Reference ${String(1_000_000_000 + dice.below(99_999))} is the invoice, not the record.`.replace(
			/\d{10}/,
			(all) => `${all.slice(0, 7)}/${all.slice(7)}`
		),
	(dice) => `Visits: ${date(dice)}, ${date(dice)} and ${date(dice)}. Next due ${date(dice)}.`,
	(dice) => `Mum, Dad and Nan were at home. ${capital(role(dice))} was not asked.`,
	(dice) => `The Core Group met at ${body(dice)} and agreed ${2 + dice.below(6)} actions.`,
	() => `Father Not invited. Mother attended with an Urdu interpreter.`,
	(dice) => `Summer holidays: contact with ${role(dice)} was kept up, ${2 + dice.below(5)} times.`,
	(dice) => `Supervision every ${4 + dice.below(5)} weeks; no reflection since ${date(dice)}.`,
	() => `Ofsted asked about this. Working Together and the Children Act were followed.`,
	(dice) => `Threshold met, in my view. ${capital(role(dice))} would decide the same.`,
	(dice) => `Christmas contact went well, and so did Eid. See ${paper(dice)}.`,
	(dice) => `The young person wants to live near ${town(dice)} and to study at ${body(dice)}.`,
	() => `Polish, Romanian and Somali families are asked which language they prefer.`,
	(dice) => `${2 + dice.below(9)} of ${10 + dice.below(9)} actions have an owner; ${role(dice)} has most.`,
	(dice) => `Rang ${role(dice)} twice on ${date(dice)}, no answer. Letter sent the same day.`,
	(dice) => `Evidence: ${paper(dice)}, page ${2 + dice.below(30)}, second paragraph.`,
	(dice) => `Good work by ${body(dice)}: ${role(dice)} was told the same afternoon.`
];

function cleanSentence(dice: Dice): string {
	return dice.of(sentences)(dice);
}
