import { beforeEach, afterEach, expect, test, vi } from 'vitest';
import type { TemplateDraft } from '#lib/domain/templates/editing/TemplateDraft.ts';
import { DraftServer } from './DraftServer.ts';
import { TemplateEditing } from './TemplateEditing.svelte.ts';

const blank: TemplateDraft = {
	...{ id: 'own', version: 1, title: 'First', short: 'First', family: 'themed', purpose: '', auditor: 'Anyone' },
	...{ window: { evidence: 12, judgement: 6 }, scale: 'ofsted', sections: [] },
	grading: { overall: false, suggestion: 'lower-median', caps: [] }
};
const titled = (title: string): TemplateDraft => ({ ...blank, title });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that keeps one draft, over the revision it was read at; it can be away, and another can write in it. */
function world() {
	const store = { draft: blank, revision: 1, away: false, aside: [] as string[], saves: 0 };
	const fetcher: typeof fetch = async (_, init) => {
		if (store.away) throw new TypeError('away');
		const body = (init?.body === undefined ? {} : JSON.parse(String(init.body))) as {
			revision: number;
			draft: TemplateDraft;
		};
		if (init?.method === 'GET') return Response.json({ draft: store.draft, revision: store.revision });
		if (init?.method === 'POST') {
			store.aside.push(body.draft.title);
			return Response.json({ ok: true, value: 'own-aside' });
		}
		if (init?.method === 'DELETE') return Response.json({ ok: body.revision === store.revision });
		if (body.revision !== store.revision)
			return Response.json({ ok: false, problem: { code: 'draft.changed' }, by: 'Ben' }, { status: 409 });
		store.saves += 1;
		store.draft = body.draft;
		store.revision += 1;
		return Response.json({ ok: true, value: { revision: store.revision } });
	};
	const editing = new TemplateEditing(
		{ draft: blank, revision: 1, used: ['S1'], clocks: new Set() },
		new DraftServer('own', fetcher)
	);
	const benWrites = () => Object.assign(store, { draft: titled('As Ben has it'), revision: store.revision + 1 });
	return { store, editing, benWrites };
}

test('what is written is saved by itself a moment later, as one save', async () => {
	const { store, editing } = world();
	editing.change(titled('Se'));
	editing.change(titled('Second'));
	expect(editing.saving).toEqual({ is: 'waiting' });
	await vi.advanceTimersByTimeAsync(1000);
	expect([store.draft.title, store.saves, editing.isKept]).toEqual(['Second', 1, true]);
});

test('what is written while a save is under way follows it, on the revision it gave', async () => {
	const { store, editing } = world();
	editing.change(titled('Second'));
	const flushed = editing.flush();
	editing.change(titled('Third'));
	await flushed;
	await vi.advanceTimersByTimeAsync(1000);
	expect([store.draft.title, store.revision, editing.isKept]).toEqual(['Third', 3, true]);
});

test('while the office cannot be reached it says so, and tries again until it is saved', async () => {
	const { store, editing } = world();
	store.away = true;
	editing.change(titled('Second'));
	await vi.advanceTimersByTimeAsync(7000);
	expect(editing.saving).toEqual({ is: 'not-reached' });
	expect(await editing.flush()).toBe(false);
	store.away = false;
	await vi.advanceTimersByTimeAsync(6000);
	expect([store.draft.title, editing.isKept]).toEqual(['Second', true]);
});

test('of two who write, the second is told by whom; theirs goes on and mine is kept beside it', async () => {
	const { store, editing, benWrites } = world();
	benWrites();
	editing.change(titled('As I have it'));
	await vi.advanceTimersByTimeAsync(1000);
	expect(editing.saving).toMatchObject({ is: 'refused', by: 'Ben', problem: { code: 'draft.changed' } });
	editing.change(titled('As I have it now'));
	await vi.advanceTimersByTimeAsync(9000);
	expect(store.draft.title).toBe('As Ben has it');
	expect(await editing.takeTheirs('Mine')).toBe('own-aside');
	expect([editing.draft.title, store.aside, editing.isKept]).toEqual(['As Ben has it', ['As I have it now'], true]);
});

test('or mine goes on, and theirs is kept beside it', async () => {
	const { store, editing, benWrites } = world();
	benWrites();
	editing.change(titled('As I have it'));
	await vi.advanceTimersByTimeAsync(1000);
	expect(await editing.keepMine('Theirs')).toBe('own-aside');
	expect([store.draft.title, store.aside, editing.isKept]).toEqual(['As I have it', ['As Ben has it'], true]);
	store.away = true;
	editing.change(titled('Later'));
	expect(await editing.takeTheirs('Mine')).toBeNull();
	expect(editing.draft.title).toBe('Later');
});

test('what was taken away comes back, the last first', () => {
	const { editing } = world();
	editing.change(titled('Without one'), 'question 1.1');
	editing.change(titled('Without two'), 'question 1.2');
	expect(editing.undoable).toBe('question 1.2');
	editing.undo();
	expect([editing.draft.title, editing.undoable]).toEqual(['Without one', 'question 1.1']);
	editing.undo();
	editing.undo();
	expect([editing.draft.title, editing.undoable]).toEqual(['First', null]);
});

test('it says what is wrong as it stands, and which ids are taken', async () => {
	const { editing } = world();
	expect(editing.problems.map(({ code }) => code)).toEqual(['template.no-sections']);
	editing.change(titled(''));
	expect(editing.problems.map(({ code }) => code)).toEqual(['template.title-missing', 'template.no-sections']);
	expect([editing.isPublished('S1'), editing.taken.has('S1'), editing.isPublished('S2')]).toEqual([true, true, false]);
	expect(await editing.drop()).toBe(true);
});
