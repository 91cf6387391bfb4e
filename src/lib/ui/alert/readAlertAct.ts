import type { alertActNames } from '#lib/domain/changes/applyAlertAct.ts';
import type { AuditChanges } from '#lib/domain/changes/Change.ts';
import { isOutcomeOf, recordedStages, stageOutcomes } from '#lib/domain/alerts/pathwayStages.ts';
import type { AlertAct } from '#lib/domain/alerts/whoMay.ts';

type Name = (typeof alertActNames)[number];
export type FieldError = { readonly id: string; readonly words: string };
export type FilledAct = { readonly ok: true; readonly name: Name; readonly args: AuditChanges[Name] };
export type ReadAct = FilledAct | { readonly ok: false; readonly errors: readonly FieldError[] };

/** What an act's form is known by, and its fields begin with. */
export function actKey(act: AlertAct): string {
	if (act.act === 'record') return act.stage;
	return act.act === 'close' ? `close-${act.outcome}` : act.act;
}

const longest = 2_000;
const checkOutcomes = ['safe', 'plan-in-place', 'not-safe'] as const;
const contacts = ['seen', 'spoken-to', 'not-reached'] as const;

/** An act as it was filled in, on a tablet or on a page of the office; what is missing is said beside its field. */
export function readAlertAct(key: string, alertId: string, form: FormData): ReadAct {
	const read = new FormReader(key, form);
	switch (key) {
		case 'acknowledge':
			return { ok: true, name: 'alert.acknowledge', args: { id: alertId } };
		case 'read':
			return { ok: true, name: 'alert.read', args: { id: alertId } };
		case 'check': {
			const contact = read.oneOf('contact', contacts, 'Choose whether the child was seen');
			const outcome = read.oneOf('outcome', checkOutcomes, 'Choose what was found');
			const note = read.text('note', 'Write what was done');
			const why = read.text('why', 'Write why');
			const reference = read.optional('reference');
			if (contact === undefined || outcome === undefined) return read.refused();
			return read.result('alert.check', { id: alertId, contact, outcome, note, why, ...reference });
		}
		case 'close-resolved':
		case 'close-in-error': {
			const reason = read.text('reason', 'Write why');
			return read.result('alert.close', {
				id: alertId,
				outcome: key === 'close-resolved' ? 'resolved' : 'in-error',
				reason
			});
		}
		default:
			return readStage(key, alertId, read);
	}
}

function readStage(key: string, alertId: string, read: FormReader): ReadAct {
	const stage = recordedStages.find((one) => one === key);
	if (stage === undefined) return read.refused();
	const [only, second] = stageOutcomes[stage];
	const chosen = second === undefined ? only : read.oneOf('outcome', stageOutcomes[stage], 'Choose what came of it');
	const note = read.text('note', 'Write what was decided or done');
	const reference = read.optional('reference');
	if (chosen === undefined || !isOutcomeOf(stage, chosen)) return read.refused();
	return read.result('alert.record', { id: alertId, stage, outcome: chosen, note, ...reference });
}

class FormReader {
	readonly #key: string;
	readonly #form: FormData;
	readonly #errors: FieldError[] = [];

	constructor(key: string, form: FormData) {
		this.#key = key;
		this.#form = form;
	}

	text(name: string, missing: string): string {
		const text = this.#typed(name);
		if (text === '') this.#wrong(name, missing);
		if (text.length > longest) this.#wrong(name, `Shorten this to ${longest} characters`);
		return text;
	}

	optional(name: string): { reference?: string } {
		const reference = this.#typed(name);
		if (reference.length > 200) this.#wrong(name, 'Shorten this to 200 characters');
		return reference === '' ? {} : { reference };
	}

	oneOf<Option extends string>(name: string, options: readonly Option[], missing: string): Option | undefined {
		const chosen = options.find((option) => option === this.#typed(name));
		if (chosen === undefined) this.#wrong(name, missing);
		return chosen;
	}

	result<Done extends Name>(name: Done, args: AuditChanges[Done]): ReadAct {
		return this.#errors.length > 0 ? this.refused() : { ok: true, name, args };
	}

	refused(): ReadAct {
		return { ok: false, errors: this.#errors };
	}

	#typed(name: string): string {
		const value = this.#form.get(`${this.#key}-${name}`);
		return typeof value === 'string' ? value.trim() : '';
	}

	#wrong(name: string, words: string): void {
		this.#errors.push({ id: `${this.#key}-${name}`, words });
	}
}
