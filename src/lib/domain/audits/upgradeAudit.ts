import type { AnswerValue } from '../changes/Change.ts';
import { fieldsUnder } from '../changes/records.ts';
import type { AuditRecord, Field, Json } from '../changes/RecordState.ts';
import type { Instant } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import type { Question, Template } from '../templates/Template.ts';
import { findQuestion, isGradedSection, isNoteKey, questionOf } from './keys.ts';
import { isValueOf } from './values.ts';

/** An answer or a note that the newer version has no place for, with the question as it was asked. */
export type SetAside = {
	readonly key: string;
	readonly number: string;
	readonly text: string;
	readonly value: AnswerValue | null;
	readonly note: string;
};

/** What becomes of an audit that is under way when it goes on with a newer version of its template. */
export type UpgradePreview = {
	/** Answered, and asked in the same words. */
	readonly carried: readonly Question[];
	/** Answered, and asked in other words now: worth another look. */
	readonly reworded: readonly { readonly before: Question; readonly after: Question }[];
	/** Asked only by the newer version. */
	readonly fresh: readonly Question[];
	readonly setAside: readonly SetAside[];
	/** Sections whose grade falls away: they are graded no more, or gone. */
	readonly ungraded: readonly string[];
};

/** What would carry over, what is new and what would be left out. Nothing is changed by looking. */
export function previewUpgrade({ fields }: AuditRecord, before: Template, after: Template): UpgradePreview {
	const answered = answersIn(fields);
	const asked = before.sections.flatMap(({ questions }) => questions);
	const isAnswered = (id: string) => [...answered.keys()].some((key) => questionOf(key) === id);
	const kept = asked.flatMap((question) => {
		const now = findQuestion(after, question.id);
		return now === undefined || !isAnswered(question.id) ? [] : [{ before: question, after: now }];
	});
	const setAside = setAsideBy(fields, before, after);
	const left = new Set(setAside.map(({ key }) => questionOf(key)));
	const stays = kept.filter(({ before: { id } }) => !left.has(id));
	const ids = new Set(asked.map(({ id }) => id));
	return {
		carried: stays.filter((one) => one.before.text === one.after.text).map((one) => one.after),
		reworded: stays.filter((one) => one.before.text !== one.after.text),
		fresh: after.sections.flatMap(({ questions }) => questions).filter(({ id }) => !ids.has(id)),
		setAside,
		ungraded: before.sections
			.filter(({ id }) => isGradedSection(before, id) && !isGradedSection(after, id) && hasGrade(fields, id))
			.map(({ title }) => title)
	};
}

export type Upgraded = { readonly record: AuditRecord; readonly written: readonly string[] };

/**
 * The audit on the newer version. No answer is lost: one whose question has gone stays where it is, one that does not
 * fit its question any more is taken out of it, and both stand with the question as it was asked in `upgrade/<version>`.
 */
export function upgradeAudit(
	record: AuditRecord,
	before: Template,
	after: Template,
	{ by, at }: { readonly by: PersonId; readonly at: Instant }
): Upgraded {
	const ver = record.ver + 1;
	const { setAside } = previewUpgrade(record, before, after);
	const misfits = setAside.filter(({ key, value }) => value !== null && findQuestion(after, key) !== undefined);
	const value = { from: before.version, to: after.version, setAside: setAside as unknown as Json };
	const write = (written: Json): Field => ({ ver, value: written, by, at, client: null });
	const changes: [string, Field][] = [
		[`upgrade/${ver}`, write(value)],
		...misfits.map(({ key }): [string, Field] => [`answer/${key}`, write(null)])
	];
	const { template, earlier = [] } = record.head;
	const head = { ...record.head, template: { id: after.id, ver: after.version }, earlier: [...earlier, template] };
	return {
		record: { ...record, ver, head, fields: new Map([...record.fields, ...changes]) },
		written: changes.map(([key]) => key)
	};
}

/** What stands in an audit and was asked by an earlier version only: also what came from a tablet after the upgrade. */
export function answersLeftOut({ fields }: AuditRecord, before: Template, after: Template): readonly SetAside[] {
	return setAsideBy(fields, before, after);
}

/** What earlier upgrades set aside, the last first. */
export function readSetAside({ fields }: Pick<AuditRecord, 'fields'>): readonly SetAside[] {
	return fieldsUnder(fields, 'upgrade/')
		.sort(([one], [other]) => Number(other) - Number(one))
		.flatMap(([, { value }]) => setAsideIn(value));
}

function setAsideBy(fields: AuditRecord['fields'], before: Template, after: Template): SetAside[] {
	const answered = answersIn(fields);
	const noted = new Map(
		fieldsUnder(fields, 'note/').flatMap(([key, { value }]) =>
			typeof value === 'string' && value !== '' ? [[key, value] as const] : []
		)
	);
	const keys = [...new Set([...answered.keys(), ...noted.keys()])];
	return keys.flatMap((key) => {
		const value = answered.get(key) ?? null;
		const [was, now] = [findQuestion(before, key), findQuestion(after, key)];
		const isSameKind = was === undefined || was.kind === now?.kind;
		const fits = value === null ? isNoteKey(after, key) : now !== undefined && isSameKind && isValueOf(now, value);
		// What had no place in the version before either was set aside when it lost it.
		if (fits || !isNoteKey(before, key)) return [];
		const section = before.sections.find(({ id }) => key.startsWith(`${id}.`));
		const [number, text] = [was?.number ?? section?.number ?? '', was?.text ?? section?.title ?? key];
		return [{ key, number, text, value, note: noted.get(key) ?? '' }];
	});
}

function answersIn(fields: AuditRecord['fields']): ReadonlyMap<string, AnswerValue> {
	return new Map(
		fieldsUnder(fields, 'answer/').flatMap(([key, { value }]) =>
			value === null ? [] : [[key, value as AnswerValue] as const]
		)
	);
}

function hasGrade(fields: AuditRecord['fields'], section: string): boolean {
	return fieldsUnder(fields, `grade/${section}/`).some(([, { value }]) => value !== null);
}

/** What an upgrade wrote; nobody else writes under its key. */
function setAsideIn(value: Json): readonly SetAside[] {
	if (value === null || typeof value !== 'object' || !('setAside' in value)) return [];
	return Array.isArray(value.setAside) ? (value.setAside as unknown as readonly SetAside[]) : [];
}
