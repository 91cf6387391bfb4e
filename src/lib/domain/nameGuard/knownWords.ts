export function isKnownWord(word: string): boolean {
	const plain = word.replace(/['’]s$/, '').toLowerCase();
	return (
		knownWords.has(plain) ||
		commonWords.has(plain) ||
		plain.split('-').every((part) => knownWords.has(part) || commonWords.has(part))
	);
}

function wordSet(text: string): ReadonlySet<string> {
	return new Set(text.trim().split(/\s+/));
}

/** Whose neighbour is a place's or a body's name, not a person's. */
export const institutions = wordSet(`
	academy st saint association borough centre center charity church clinic college council county court department district
	federation foundation ground group home hospice hospital house infant infants infirmary junior lane library lodge
	mosque nursery park police practice primary programme project road school secondary service services sixth square
	street surgery team temple trust university unit ward
`);

/** Towns, counties and countries whose names are people's too. */
export const places = wordSet(`
	alston bradford brandon carlisle carlton chelsea chester clifton clinton colchester craven dallas darlington dayton denver
	derby devon dudley essex exeter florence georgia hamilton harlow houston india indiana ireland israel italy jersey jordan
	kent kingsley kingston lancaster leicester lincoln london ludlow madison malta melbourne milan milton monaco morocco
	norfolk odessa orlando oxford paris petra preston raleigh richmond rochester rugby salisbury savannah sefton sheffield
	shelby shropshire sidney skye somerset stafford stanton surrey sutton sydney troy tunisia vienna virginia wakefield wales
	warwick washington wellington weston whitby winston york
`);

/** Words of the trade and of the calendar that notes write with a capital. */
const knownWords = wordSet(`
	monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
	january february march april may june july august september october november december
	jan feb mar apr jun jul aug sep sept oct nov dec christmas easter ramadan eid diwali new year day eve term half bank holiday
	child children childrens young person people parent parents carer carers foster kinship connected family families
	women men boys girls aid refuge women’s men’s barnardo nspcc childline samaritans mind shelter home-start
	mother father mum dad sibling siblings brother sister grandmother grandfather nan grandad aunt uncle stepfather stepmother
	social worker workers work manager managers senior practitioner advanced independent reviewing officer chair
	team service head director deputy assistant principal lead assessor supervisor advocate guardian visitor health
	early help front door referral assessment assessments plan plans planning review reviews conference core group groups
	protection need care leaver leavers looked after initial final interim order orders section strategy discussion meeting
	legal gateway public law outline court family proceedings local authority emergency police powers
	pathway personal adviser advisor education healthcare ehc ehcp pep send special educational needs designated virtual school
	missing exploitation return home interview contextual safeguarding domestic abuse neglect substance misuse mental
	working together signs safety graded profile strengths difficulties questionnaire life story journey direct
	audit audits audited auditor quality assurance supervision oversight record records recording chronology genogram
	case cases file files note notes summary minutes visit visits contact contacts voice impact outcomes outcome judgement
	good outstanding requires improvement inadequate yes no partly not applicable red amber green
	ofsted department national standards framework act regulations guidance practice priority priorities
	liquid logic liquidlogic mosaic azeus teams word excel outlook microsoft google zoom whatsapp facebook instagram snapchat tiktok
	england wales english welsh british scotland scottish ireland irish polish romanian roma traveller gypsy muslim christian
	catholic jewish hindu sikh black white asian caribbean african somali arabic urdu punjabi bengali ukrainian afghan albanian
	north south east west northern southern eastern western central upper lower city town county council borough
	hillside riverside beacon weir lane marchbrook
	the first second third quarterly annual auditing conversation performance data chief executive board scrutiny partnership forest
`);

/** Words that begin sentences and follow titles, and are no evidence of a name. */
export const commonWords = wordSet(`
	a about after again all already also although an and another any are as asked at attended await back be because been before
	being both but by came can clear consider contingency could current did discussed do does due during each either evidence
	every everyone few following for from gave given had has have he her here his how however i if in is it its just kept last
	later latest like made many more most much must my neither never next nobody none no not nothing now of on once one only
	or other our out over overall please previous recent recorded records said saw school see seen she should since so some
	still such sw than that the their them then there these they this those though three through to told tm today two under
	until up very was we well were what when where which while who whose why will with within without would yet you your
	actions action agreed alone apologies checked completed dated delay different drift each evidence explained father mother
	found good great held high letter likes lives living low nice notes parents police remains report risk risks several
	shared signed spoke strong threshold updated uses view views wants wishes written wrote
`);
