import type { Dice, Planted, PlantedNote } from './notes.fixture.ts';

/**
 * A second maker of notes, held out: other names, streets, phrasings and ways to write dates and numbers than
 * `notes.fixture.ts`. The guard was never changed to do better on it, and is not to be: it says how the guard fares on
 * notes that nobody had in mind. Typed from general knowledge; nobody is meant.
 */
const words = (text: string) => text.trim().split(/\s+/);
const given = words(`
	Agnes Alisha Alun Anastasia Anwar Ashleigh Aydin Beatrix Bernadette Billy Bronwen Caitlin Camille Cedric Ciaran Clive
	Colette Cordelia Craig Dafydd Danuta Dominic Donna Eamon Ebony Eileen Elwyn Emeka Enid Esther Fergus Fiona Folasade
	Gareth Gemma Ghulam Gillian Glenda Haroon Hayley Huw Imran Ines Ioan Iqra Ismail Jemima Joan Joyce Kamal Karolina
	Keiran Kelechi Kerry Kiera Kirsty Lacey Lewis Lorraine Magda Malachi Malik Marcin Mariam Marjorie Meera Micah Milosz
	Moira Nadia Nasreen Neha Nia Nigel Obinna Oisin Paulina Rafiq Rajesh Rhian Rohan Roisin Ruqayyah Sadia Safiya Samir
	Sanjay Seren Shelby Sinead Sunita Tanisha Tariq Tomasz Ursula Vikram Wiktoria Winifred Yasmin Yvette Zeynep
`);
const family = words(`
	Abernathy Achebe Ashworth Bancroft Birtwistle Blackwood Bogdan Caddick Chowdhury Corrigan Dąbrowski Davenport Egerton
	Eze Featherstone Gallagher Ghosh Greenhalgh Hanratty Holloway Ibrahimović Jarvis Kapoor Lyndhurst Mahmood McCafferty
	Mulholland Nakamura Ogundipe Parkinson Quarshie Ravenscroft Sikorski Threlfall Udoh Venkatesan Wainwright Yeboah
`);
const streets = words('Alma Canal Chapel Cross Ferry Mill Orchard Poplar Priory Vicarage');
const areas = words('DY CV NG DE PE IP NR CB MK OX RG GU BN TN ME CT PL EX TA BA GL LD SA NP LL CA DL TS HU YO');
const letters = 'ABDEFGHJLNPQRSTUWXYZ';

type Plant = (dice: Dice) => PlantedNote;
const name = (before: string, word: string, after: string): PlantedNote => ({
	text: `${before}${word}${after}`,
	planted: [{ kind: 'name', word }]
});
const both = (dice: Dice) => `${dice.of(given)} ${dice.of(family)}`;

const namePlants: readonly Plant[] = [
	(dice) => name('Worker asked ', dice.of(given), ' what a good week would look like.'),
	(dice) => name('T/c from ', dice.of(given), ' (mum), upset about the meeting.'),
	(dice) => name('Siblings are ', dice.of(given), ', aged four, and a baby.'),
	(dice) => name('Entry signed by ', both(dice), ' on behalf of the team.'),
	(dice) => name('I could not find where ', dice.of(given), ' sleeps.'),
	(dice) => name('Strengths: ', dice.of(given), ' goes to school every day.'),
	(dice) => name('', dice.of(given), '’s wishes are in the review but not in the plan.'),
	(dice) => name('Dad’s new partner (', dice.of(given), ') was not checked.'),
	(dice) => name('Words and pictures were made with ', dice.of(given), ' and shown to both parents.'),
	(dice) => name('Cc: ', both(dice), ', school nurse'),
	(dice) => name('The file of ', both(dice), ' was opened in error.'),
	(dice) => name('no visit to ', dice.of(given).toLowerCase(), ' since half term'),
	(dice) => name('Stays with auntie ', dice.of(given), ' at weekends.'),
	(dice) => name('The ', dice.of(family), ' children share one room.'),
	(dice) => name('Email from ', `Ms ${dice.of(family)}`, ' says the tenancy ends.')
];

function postcode(dice: Dice): PlantedNote {
	const word = `${dice.of(areas)}${String(1 + dice.below(15))} ${String(dice.below(10))}${dice.of([...letters])}${dice.of([...letters])}`;
	const house = `${String(1 + dice.below(90))} ${dice.of(streets)} Street`;
	const text = dice.of([
		`Now at ${house}, ${word}.`,
		`Post went back from ${word}, unopened.`,
		`(${word}: temporary flat)`
	]);
	return { text, planted: [{ kind: 'postcode', word }] };
}

const short = words('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec');

function dateOfBirth(dice: Dice): PlantedNote {
	const [day, month, year] = [1 + dice.below(28), 1 + dice.below(12), 2005 + dice.below(20)];
	const word = dice.of([
		`${String(day)}-${String(month)}-${String(year)}`,
		`${String(day)} ${short[month - 1] ?? ''} ${String(year)}`,
		`${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${String(year % 100).padStart(2, '0')}`
	]);
	const before = dice.of(['d.o.b. ', 'Her date of birth is ', 'Birth date: ', 'He was born ', 'DoB ']);
	return { text: `${before}${word}.`, planted: [{ kind: 'date-of-birth', word }] };
}

/** NHS Data Dictionary, modulus 11, as in the first maker; written in other ways. */
function nhsNumber(dice: Dice): PlantedNote {
	for (;;) {
		const nine = Array.from({ length: 9 }, (_, at) => (at === 0 ? 4 + dice.below(4) : dice.below(10)));
		const check = (11 - (nine.reduce((sum, figure, at) => sum + figure * (10 - at), 0) % 11)) % 11;
		if (check === 10) continue;
		const all = [...nine, check].join('');
		const word = dice.of([all, `${all.slice(0, 3)} ${all.slice(3, 6)} ${all.slice(6)}`]);
		const text = dice.of([
			`Hospital letter quotes ${word}.`,
			`NHS: ${word}`,
			`her NHS no is ${word}, from the red book`
		]);
		return { text, planted: [{ kind: 'nhs-number', word }] };
	}
}

const who = [
	'Mum',
	'Dad',
	'The worker',
	'The school',
	'The health visitor',
	'A support worker',
	'The reviewing officer'
];
const when = ['before Easter', 'in week six', 'on 4 May', 'last autumn', 'at the second review', 'on 11/02/2026'];
const what = [
	'Core group minutes',
	'The contingency plan',
	'The latest visit',
	'The tenancy letter',
	'Panel’s decision'
];
const count = (dice: Dice) => String(2 + dice.below(8));
const clean: readonly ((dice: Dice) => string)[] = [
	(dice) => `${dice.of(who)} raised this ${dice.of(when)} and nothing came of it.`,
	(dice) => `${dice.of(what)} arrived ${dice.of(when)}, ${count(dice)} pages, unsigned.`,
	(dice) => `Chronology jumps ${count(dice)} months; Early Help records may fill the gap.`,
	(dice) => `Good: ${dice.of(who).toLowerCase()} asked twice and waited for an answer.`,
	(dice) => `Seen at St Mary’s Hospital ${dice.of(when)} with ${dice.of(who).toLowerCase()}.`,
	(dice) => `Moved from Telford to Bristol ${dice.of(when)}; both councils talked.`,
	(dice) => `Is ${dice.of(what).toLowerCase()} known to the Emergency Duty Team?`,
	(dice) =>
		`Invoice 4100${String(100_000 + dice.below(9_999))} paid; Case 9X-${String(200_000 + dice.below(9_999))} closed.`,
	(dice) => `CAMHS waiting list: ${count(dice)} months. Place at Meadow View nursery kept.`,
	(dice) => `Urdu and Punjabi spoken at home. ${dice.of(who)} offered an interpreter.`,
	(dice) => `April, May and June visits are late by ${count(dice)} days each.`,
	(dice) => `Faith matters to them: Ramadan was planned for ${dice.of(when)}.`,
	() => `Victoria Road centre is closed on Sundays, says the leaflet.`,
	() => `Asked what “safe” means, the child drew a house with a lock.`,
	(dice) => `Rose from ${count(dice)} to ${count(dice)} sessions. Will this hope last?`,
	() => `Signs of Safety used well; Danger Statement is in plain words.`
];

export function heldOutPlanted(dice: Dice): PlantedNote {
	const made = dice.below(2) === 0 ? dice.of(namePlants)(dice) : dice.of([postcode, dateOfBirth, nhsNumber])(dice);
	const around = dice.of(clean)(dice);
	const planted: readonly Planted[] = made.planted;
	return { text: dice.below(2) === 0 ? `${around} ${made.text}` : `${made.text} ${around}`, planted };
}

export function heldOutClean(dice: Dice): string {
	return Array.from({ length: 1 + dice.below(3) }, () => dice.of(clean)(dice)).join(' ');
}
