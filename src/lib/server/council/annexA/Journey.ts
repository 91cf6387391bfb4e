import type { Day } from '#lib/domain/shared/dates.ts';
import { addDays, daysBetween } from '#lib/domain/shared/dates.ts';
import type { Chance } from './Chance.ts';
import type { Route } from './routes.ts';
import type { ListEntry, WrittenCell } from './WrittenCell.ts';
import { written } from './WrittenCell.ts';

export type JourneyChild = {
	readonly caseRef: string;
	readonly bornOn: Day;
	readonly gender: string;
	readonly ethnicity: string;
	readonly disability: string;
	readonly route: Route;
};

/** Collects a child's rows; knows the day, the people and how far back a date may lie. */
export class Journey {
	readonly entries: ListEntry[] = [];
	readonly child: JourneyChild;
	readonly asAt: Day;
	readonly chance: Chance;
	readonly #who: { readonly team: string; readonly worker: string };

	constructor(child: JourneyChild, asAt: Day, who: { team: string; worker: string }, chance: Chance) {
		this.child = child;
		this.asAt = asAt;
		this.#who = who;
		this.chance = chance;
	}

	/** A day so many days ago, but not before birth; for a child not yet born any day will do. */
	ago(least: number, most: number): Day {
		const lived = daysBetween(this.child.bornOn, this.asAt);
		const furthest = lived < 0 ? most : Math.min(most, lived);
		return addDays(this.asAt, -this.chance.whole(Math.min(least, furthest), furthest));
	}

	/** A later day, up to today. */
	after(from: Day, least: number, most: number): Day {
		const left = daysBetween(from, this.asAt);
		return addDays(from, Math.min(left, this.chance.whole(least, most)));
	}

	add(list: number, values: Record<string, WrittenCell>): void {
		this.entries.push({ list, values: { ...this.#identity(), ...values } });
	}

	allocated(): Record<string, WrittenCell> {
		return { 'Allocated Team': this.#who.team, 'Allocated Worker': this.#who.worker };
	}

	yesNo(yesRate: number): string {
		return this.chance.happens(yesRate) ? 'a) Yes' : 'b) No';
	}

	#identity(): Record<string, WrittenCell> {
		const { caseRef, gender, ethnicity, bornOn, disability } = this.child;
		return {
			'Child Unique ID': caseRef,
			Gender: gender,
			Ethnicity: ethnicity,
			'Date of Birth': written(bornOn),
			'Age of Child (Years)': Math.max(0, Math.floor(yearsOf(this))),
			'Does the Child have a Disability': disability
		};
	}
}

/** Years with their fraction; below nought before birth. */
export function yearsOf({ child, asAt }: { readonly child: { readonly bornOn: Day }; readonly asAt: Day }): number {
	return daysBetween(child.bornOn, asAt) / 365.25;
}
