import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { columnTypes, createStrictTable } from '../columns.ts';
import type { DatabaseKind } from '../connection.ts';
import type { Migration } from './Migration.ts';

type Db = Kysely<unknown>;

/** Improvement plans: recommendations, items, what each cell was, what shows their impact, comments and risks. */
export const plans: Migration = {
	name: '0022-plans',
	async up(db, kind) {
		await createPlans(db, kind);
		await createAround(db, kind);
	}
};

async function createPlans(db: Db, kind: DatabaseKind) {
	const { text, integer, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'plan')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('name', text, (column) => column.notNull())
		.addColumn('follows', text)
		.addColumn('made_by', text, (column) => column.notNull().references('person.id'))
		.addColumn('made_at', time, (column) => column.notNull())
		.addColumn('closed_at', time)
		.execute();
	await createStrictTable(db, kind, 'plan_recommendation')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('plan_id', text, (column) => column.notNull().references('plan.id'))
		.addColumn('place', integer, (column) => column.notNull())
		.addColumn('number', text, (column) => column.notNull())
		.addColumn('words', text, (column) => column.notNull())
		.addColumn('summary', text, (column) => column.notNull())
		.addUniqueConstraint('plan_recommendation_once', ['plan_id', 'number'])
		.execute();
	await createStrictTable(db, kind, 'plan_item')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('plan_id', text, (column) => column.notNull().references('plan.id'))
		.addColumn('recommendation_id', text, (column) => column.notNull().references('plan_recommendation.id'))
		.addColumn('place', integer, (column) => column.notNull())
		.addColumn('ref', text, (column) => column.notNull())
		.addColumn('cells', text, (column) => column.notNull())
		.addColumn('leader_id', text, (column) => column.references('person.id'))
		.addColumn('from_id', text)
		.addColumn('revision', integer, (column) => column.notNull())
		.addUniqueConstraint('plan_item_once', ['plan_id', 'ref'])
		.execute();
	await createStrictTable(db, kind, 'plan_history')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('item_id', text, (column) => column.notNull().references('plan_item.id'))
		.addColumn('place', integer, (column) => column.notNull())
		.addColumn('cell', text, (column) => column.notNull())
		.addColumn('was', text, (column) => column.notNull())
		.addColumn('now', text, (column) => column.notNull())
		.addColumn('how', text, (column) => column.notNull().check(sql`how in ('typed', 'file', 'carried')`))
		.addColumn('by_id', text, (column) => column.notNull().references('person.id'))
		.addColumn('at', time, (column) => column.notNull())
		.execute();
	await db.schema.createIndex('plan_history_of_item').on('plan_history').columns(['item_id', 'at']).execute();
}

async function createAround(db: Db, kind: DatabaseKind) {
	const { text, integer, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'plan_link')
		.addColumn('item_id', text, (column) => column.notNull().references('plan_item.id'))
		.addColumn('kind', text, (column) => column.notNull().check(sql`kind in ('theme', 'audit', 'sample', 'action')`))
		.addColumn('target', text, (column) => column.notNull())
		.addColumn('by_id', text, (column) => column.notNull().references('person.id'))
		.addColumn('at', time, (column) => column.notNull())
		.addPrimaryKeyConstraint('plan_link_once', ['item_id', 'kind', 'target'])
		.execute();
	await createStrictTable(db, kind, 'plan_comment')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('plan_id', text, (column) => column.notNull().references('plan.id'))
		.addColumn('item_id', text, (column) => column.references('plan_item.id'))
		.addColumn('by_id', text, (column) => column.notNull().references('person.id'))
		.addColumn('from_board', integer, (column) => column.notNull().check(sql`from_board in (0, 1)`))
		.addColumn('says', text, (column) => column.notNull())
		.addColumn('at', time, (column) => column.notNull())
		.execute();
	await createStrictTable(db, kind, 'plan_risk')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('plan_id', text, (column) => column.notNull().references('plan.id'))
		.addColumn('body', text, (column) => column.notNull())
		.addColumn('changed_by', text, (column) => column.notNull().references('person.id'))
		.addColumn('changed_at', time, (column) => column.notNull())
		.addColumn('made_at', time, (column) => column.notNull())
		.execute();
	for (const table of ['plan_comment', 'plan_risk'])
		await db.schema.createIndex(`${table}_of_plan`).on(table).column('plan_id').execute();
}
