import { describe, expect, it } from 'vitest';
import { stableId } from './stableId.ts';

describe('stableId', () => {
	it('gives the same words the same id and others another, in the form every id has', () => {
		const ids = ['finding:a:S1.1', 'finding:a:S1.2', 'moderation:a:S1.1'].map(stableId);
		expect(ids).toEqual(['finding:a:S1.1', 'finding:a:S1.2', 'moderation:a:S1.1'].map(stableId));
		expect(new Set(ids).size).toBe(3);
		for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
	});
});
