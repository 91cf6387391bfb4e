/**
 * Words that people everywhere choose first, written down by us from general knowledge; no published list was copied.
 * They are matched after digits and marks around them, doubling and letter-for-digit disguises are taken off, so each
 * stands for many. Combinations of two of them are common too.
 */
const words = `
password passwort passcode passphrase letmein welcome admin administrator login access master secret changeme default
guest user root test tester testing temp temporary qwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm iloveyou loveyou
iloveu dragon monkey football baseball basketball cricket rugby hockey golf tennis soccer princess sunshine shadow
superman batman spiderman starwars pokemon pikachu mustang ferrari porsche mercedes harley jordan michael jennifer
jessica ashley daniel thomas charlie george oliver harry jack jacob james william joshua samuel matthew andrew robert
sophie emily chloe megan charlotte olivia amelia lauren hannah rebecca nicole amanda michelle liverpool arsenal chelsea
everton manchester united tottenham hotspur celtic rangers newcastle leeds aston villa westham england scotland wales
ireland britain london birmingham bristol shrewsbury shropshire council children childrens services social worker
socialwork socialworker socialcare safeguarding family families support team manager office county borough summer
winter spring autumn monday tuesday wednesday thursday friday saturday sunday january february march april june july
august september october november december christmas easter holiday birthday computer internet laptop desktop windows
microsoft office365 outlook teams google facebook instagram twitter youtube samsung iphone apple android network server
system security secure private nothing something whatever trustno hello goodbye freedom peace love lover angel baby
sweetheart darling honey cookie chocolate cheese coffee banana orange strawberry pepper ginger flower butterfly rainbow
purple yellow silver golden diamond crystal tiger lion eagle falcon phoenix wolf panther bear horse puppy kitten kitty
doggy poppy daisy bella molly lola rosie buster max rocky lucky maverick hunter killer ninja pirate wizard merlin
gandalf matrix hacker cheater gamer player legend hero warrior knight king queen prince thunder lightning storm
blizzard ocean river mountain forest sunflower snowball snoopy mickey donald garfield tigger winnie jesus christ heaven
blessed faith grace correcthorsebatterystaple correcthorse batterystaple abc abcd abcdef abcdefgh qazwsx qwe asd zxc
mother father mummy daddy sister brother friend friends forever together home house garden money million dollar pound
`
	.split(/\s+/)
	.filter((word) => word !== '');

/** Every word, and every two together: tens of thousands, made here rather than shipped. */
export const commonPasswords: ReadonlySet<string> = new Set(
	words.flatMap((first) => [first, ...words.map((second) => first + second)])
);
