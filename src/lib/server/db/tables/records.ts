/** Records, fields, changes, receipts and clients: what the tablets send. */
export type RecordTables = Record<never, never>;
