import type { Person } from '#lib/domain/access/Person.ts';
import { applyChange } from '#lib/domain/changes/applyChange.ts';
import type { Author } from '#lib/domain/changes/Author.ts';
import type { ActionRecord, AuditRecord, RecordRef, RecordState } from '#lib/domain/changes/RecordState.ts';
import type { Instant } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import type { Chance } from './annexA/Chance.ts';

/** One act as it will stand in the log and in history. */
export type BookedAct = {
	readonly at: Instant;
	readonly person: string;
	readonly change: {
		readonly id: string;
		readonly name: string;
		readonly record: RecordRef;
		readonly args: unknown;
		readonly base: number;
	};
	readonly values: readonly {
		readonly record: RecordRef;
		readonly key: string;
		readonly value: unknown;
		readonly ver: number;
	}[];
};

/**
 * The past of an invented council, lived through the real rules: every act goes through `applyChange` and is
 * kept, in order, so that the store can be filled at once with records, history and log that agree.
 */
export class CouncilBook {
	readonly records = new Map<string, RecordState>();
	readonly acts: BookedAct[] = [];
	readonly #created = new Map<string, Instant>();
	readonly #updated = new Map<string, Instant>();
	readonly #chance: Chance;

	constructor(chance: Chance) {
		this.#chance = chance;
	}

	/** A record that comes into being by a use case: an audit that is allocated. */
	begin(record: RecordState, at: Instant): void {
		this.records.set(keyOf(record.record), record);
		this.#created.set(keyOf(record.record), at);
		this.#updated.set(keyOf(record.record), at);
	}

	/** One act; a refusal is a slip in the invention, never passed over. */
	act(
		ref: RecordRef,
		person: Person,
		at: Instant,
		name: string,
		args: unknown,
		template: Template | null
	): RecordState {
		const record = this.records.get(keyOf(ref));
		if (record === undefined) throw new Error(`no ${keyOf(ref)} in the book`);
		const author: Author = { person, clientId: null, at };
		const id = this.#chance.uuid();
		const base = this.#seen(record, name, args, person);
		const outcome = applyChange(record, { name, args, base }, { author, changeId: id, template });
		if (!outcome.ok) throw new Error(`${name} on ${keyOf(ref)} is refused: ${outcome.code} ${JSON.stringify(args)}`);
		this.records.set(keyOf(ref), outcome.record);
		this.#updated.set(keyOf(ref), at);
		const values = outcome.written.map((key) => ({
			record: ref,
			key,
			value: outcome.record.fields.get(key)?.value ?? null,
			ver: outcome.record.ver
		}));
		if (outcome.creates !== undefined) {
			this.begin(outcome.creates, at);
			const born = outcome.creates;
			values.push(
				...[...born.fields].map(([key, field]) => ({ record: born.record, key, value: field.value, ver: born.ver }))
			);
		}
		this.acts.push({ at, person: person.id, change: { id, name, record: ref, args, base }, values });
		return outcome.record;
	}

	audit(id: string): AuditRecord {
		return must(this.records.get(keyOf({ kind: 'audit', id })), `audit ${id}`) as AuditRecord;
	}

	action(id: string): ActionRecord {
		return must(this.records.get(keyOf({ kind: 'action', id })), `action ${id}`) as ActionRecord;
	}

	createdAt(ref: RecordRef): Instant {
		return this.#created.get(keyOf(ref)) ?? '';
	}

	updatedAt(ref: RecordRef): Instant {
		return this.#updated.get(keyOf(ref)) ?? '';
	}

	/** People in the past looked at what stood there: nothing they did was a conflict. */
	#seen(record: RecordState, name: string, args: unknown, person: Person): number {
		const key = mainKey(name, args as Record<string, unknown>, person);
		return key === null ? 0 : (record.fields.get(key)?.ver ?? 0);
	}
}

export function keyOf({ kind, id }: RecordRef): string {
	return `${kind}:${id}`;
}

function mainKey(name: string, args: Record<string, unknown>, person: Person): string | null {
	switch (name) {
		case 'answer.set':
		case 'answer.clear':
			return `answer/${String(args.question)}`;
		case 'note.set':
			return `note/${String(args.question)}`;
		case 'grade.set':
			return `grade/${String(args.section)}/${person.id}`;
		case 'audit.submit':
			return 'submission';
		case 'action.extend':
			return 'dueOn';
		case 'action.transfer':
			return 'owner';
		default:
			return name.startsWith('action.') && name !== 'action.raise' ? 'state' : null;
	}
}
