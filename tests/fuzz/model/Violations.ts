/** What the battery counts: each is a promise broken. */
export type Broken = 'lost' | 'doubled' | 'leaked' | 'diverged';
export type Violation = { readonly kind: Broken; readonly rule: string; readonly what: string };

/** Gathered while a history is played, so that the first to break is named with its rule. */
export class Violations {
	readonly all: Violation[] = [];

	add(kind: Broken, rule: string, what: string): void {
		if (this.all.length < 20) this.all.push({ kind, rule, what });
	}
	get first(): Violation | null {
		return this.all[0] ?? null;
	}
}
