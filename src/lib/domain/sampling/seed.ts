import { z } from 'zod';

/** What makes a draw repeatable, short enough to say on the telephone: `417-heron`. */
export type Seed = string & { readonly __seed?: true };

/** 64 birds of river, marsh and wood; with 900 numbers, 57,600 seeds. The list may grow but never change. */
export const seedBirds = [
	...['avocet', 'bittern', 'blackbird', 'blackcap', 'brambling', 'bullfinch', 'bunting', 'buzzard'],
	...['chaffinch', 'chiffchaff', 'coot', 'cormorant', 'crake', 'crossbill', 'cuckoo', 'curlew'],
	...['dipper', 'dotterel', 'dunlin', 'dunnock', 'eider', 'fieldfare', 'firecrest', 'gadwall'],
	...['godwit', 'goldcrest', 'goldeneye', 'goldfinch', 'goosander', 'grebe', 'harrier', 'hawfinch'],
	...['heron', 'hobby', 'jackdaw', 'kestrel', 'kingfisher', 'kite', 'lapwing', 'linnet'],
	...['magpie', 'mallard', 'martin', 'moorhen', 'nightjar', 'nuthatch', 'osprey', 'ouzel'],
	...['oystercatcher', 'partridge', 'pipit', 'plover', 'pochard', 'redpoll', 'redshank', 'redstart'],
	...['sandpiper', 'siskin', 'snipe', 'swift', 'teal', 'wagtail', 'whinchat', 'wren']
] as const;

/** Any three digits and a word: a seed drawn under an older list still draws. */
const seedPattern = /^[1-9]\d{2}-[a-z]{3,20}$/;

export const seed = z.string().regex(seedPattern);

export function isSeed(text: string): text is Seed {
	return seedPattern.test(text);
}

/** A seed from a random whole number of 32 bits, which the edge draws before anyone has seen a case. */
export function makeSeed(random: number): Seed {
	const count = seedBirds.length;
	const number = 100 + (Math.floor(random / count) % 900);
	return `${number}-${seedBirds[random % count] ?? 'dipper'}`;
}
