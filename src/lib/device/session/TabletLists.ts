import { dipper } from '#lib/domain/alerts/AlertLog.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import type { Template, TemplateRef } from '#lib/domain/templates/Template.ts';
import {
	noLists,
	type ActionListing,
	type AuditListing,
	type DirectoryPerson,
	type DirectoryTeam,
	type Lists,
	type ModerationListing,
	type UnlockedStore
} from './UnlockedStore.ts';

/** What pages read of an unlocked tablet: lists, names and templates; all of it empty while it is locked. */
export abstract class TabletLists {
	abstract get unlocked(): UnlockedStore | null;

	get currentPerson(): Person | null {
		return this.#lists.me ?? this.unlocked?.open.lastState?.me ?? null;
	}
	get listsReady(): boolean {
		return this.unlocked?.lists.isReady ?? false;
	}
	listAudits(): readonly AuditListing[] {
		return this.#lists.audits;
	}
	listActions(): readonly ActionListing[] {
		return this.#lists.actions;
	}
	listModerations(): readonly ModerationListing[] {
		return this.#lists.moderations;
	}
	get directory(): readonly DirectoryPerson[] {
		return [...this.#lists.people.values()];
	}
	get teams(): readonly DirectoryTeam[] {
		return [...this.#lists.teams.values()];
	}

	personName(id: string | null): string {
		if (id === null) return '';
		// What the server does by itself stands in records under its own name.
		if (id === dipper) return 'Dipper';
		const me = this.currentPerson;
		return this.#lists.people.get(id)?.name ?? (id === me?.id ? me.name : '');
	}
	personPhone(id: string | null): string | null {
		return id === null ? null : (this.#lists.people.get(id)?.phone ?? null);
	}
	teamName(id: string | null): string {
		return id === null ? '' : (this.#lists.teams.get(id)?.name ?? '');
	}
	serviceName(teamId: string | null): string {
		return teamId === null ? '' : (this.#lists.teams.get(teamId)?.serviceName ?? '');
	}
	templateTitle(ref: TemplateRef): string {
		const known = this.#lists.templates.find(({ template }) => template.id === ref.id && template.ver === ref.ver);
		return known?.title ?? '';
	}
	async template(ref: TemplateRef): Promise<Template | null> {
		return (await this.unlocked?.open.template(ref)) ?? null;
	}

	get #lists(): Lists {
		return this.unlocked?.lists.current ?? noLists;
	}
}
