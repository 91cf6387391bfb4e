import { emptyItem, type ItemCells, type Rag } from '#lib/domain/plan/PlanItem.ts';
import { joinLead, readLead } from '#lib/domain/plan/readLead.ts';
import { textOf } from '../../../../readForm.ts';

/**
 * What was typed over what stood there: a field that the form did not have stays, and the cell of lead and timescale stays
 * letter for letter as it came where neither of the two was changed.
 */
export function readItemForm(form: FormData, was: ItemCells = emptyItem): ItemCells {
	const text = (name: keyof ItemCells) => (form.has(name) ? textOf(form, name) : (was[name] ?? ''));
	return {
		...{ ref: text('ref'), action: text('action'), outcome: text('outcome'), measure: text('measure') },
		...{ lead: leadIn(form, was.lead), progress: text('progress'), next: text('next') },
		...{ progressRag: ragIn(form, 'progressRag', was), impactRag: ragIn(form, 'impactRag', was) },
		impactReason: text('impactReason')
	};
}

function leadIn(form: FormData, was: string): string {
	if (!form.has('who') && !form.has('timescale')) return was;
	const [who, timescale] = [textOf(form, 'who'), textOf(form, 'timescale')].map(alike) as [string, string];
	const stood = readLead(was);
	return who === alike(stood.who) && timescale === alike(stood.timescale) ? was : joinLead(who, timescale);
}

/** A form sends line ends its own way. */
function alike(text: string): string {
	return text.replace(/\r\n?/g, '\n').trim();
}

function ragIn(form: FormData, name: 'progressRag' | 'impactRag', was: ItemCells): Rag | null {
	if (!form.has(name)) return was[name];
	const value = textOf(form, name);
	return value === 'red' || value === 'amber' || value === 'green' ? value : null;
}
