import type { RecordState } from '#lib/domain/changes/RecordState.ts';
import { template as templateShape, type Template, type TemplateRef } from '#lib/domain/templates/Template.ts';

export function isSameTemplate(a: TemplateRef, b: TemplateRef): boolean {
	return a.id === b.id && a.ver === b.ver;
}

/** A template record carries the template itself as the value of a field. */
export function readTemplate(record: RecordState | null): Template | null {
	for (const field of record?.fields.values() ?? []) {
		const parsed = templateShape.safeParse(field.value);
		if (parsed.success) return parsed.data;
	}
	return null;
}
