/** A fault put into the real source as it is loaded. A `find` that no longer stands in its file fails loudly. */
export type Edit = { readonly file: string; readonly find: string; readonly replace: string };
export type Plant = { readonly name: string; readonly rule: string; readonly edits: readonly Edit[] };

const arrived = 'src/lib/server/sync/applyArrived.ts';
const push = 'src/lib/server/sync/applyPush.ts';
const perform = 'src/lib/server/records/performChange.ts';
const carried = 'src/lib/server/records/carriedRecords.ts';
const merge = 'src/lib/domain/changes/merge.ts';
const auditActs = 'src/lib/domain/changes/applyAuditAct.ts';
const take = 'src/lib/device/sync/takePull.ts';

/** Two tablets in turn take the version that stood before the other's change, as if it had been read without the lock. */
const versionReadEarlier = `const now = await lockRecord(trx, database, { kind: change.record.kind as RecordKind, id: change.record.id });
	const seen = ((globalThis as Record<string, unknown>).planted ??= new Map()) as Map<string, { ver: number; by: unknown }>;
	const last = seen.get(change.record.id);
	if (now !== null) seen.set(change.record.id, { ver: now.state.ver, by: author.clientId });
	const isBehind = now !== null && last !== undefined && last.by !== author.clientId && last.ver === now.state.ver - 1;
	const found = isBehind ? { ...now, state: { ...now.state, ver: last.ver } as RecordState } : now;`;

export const plants: readonly Plant[] = [
	{
		name: 'a change that cannot be applied stops the queue',
		rule: 'W1',
		edits: [
			{
				file: arrived,
				find: 'const { change } = arrived;\n\tconst head: ParkedHead',
				replace: "throw new Error('poison');\n\tconst { change } = arrived;\n\tconst head: ParkedHead"
			}
		]
	},
	{
		name: 'neither number nor id is looked up',
		rule: 'W2',
		edits: [
			{ file: arrived, find: "if (n > lastN + 1) return { kind: 'gap', lastN };", replace: '' },
			{
				file: arrived,
				find: 'if (n <= lastN) return judgeRepeat(await findResult(trx, sender.clientId, n), arrived, lastN);',
				replace:
					"await trx.deleteFrom('change_result').where('client_id', '=', sender.clientId).where('n', '=', n).execute();"
			},
			{
				file: arrived,
				find: 'if (before?.meaning === arrived.meaning) return renumber(trx, arrived, sender, before);',
				replace: ''
			},
			{ file: arrived, find: "if (before !== null) return park(trx, arrived, sender, 'SCHEMA_INVALID');", replace: '' }
		]
	},
	{
		name: 'the version is read before the lock is taken',
		rule: 'W3',
		edits: [
			{
				file: perform,
				find: 'const found = await lockRecord(trx, database, { kind: change.record.kind as RecordKind, id: change.record.id });',
				replace: versionReadEarlier
			}
		]
	},
	{
		name: 'nobody is told that a record is gone',
		rule: 'W4',
		edits: [
			{
				file: 'src/lib/server/sync/readChanges.ts',
				find: '[...have.keys()].filter((key) => !here.has(key))',
				replace: '[...have.keys()].filter(() => here.size < 0)'
			}
		]
	},
	{
		name: 'base stays when a record is gone',
		rule: 'W6',
		edits: [
			{
				file: take,
				find: 'records: [...gone, ...dropped],\n\t\t\t\tsummaries: gone,',
				replace: 'records: dropped, summaries: [],'
			}
		]
	},
	{
		name: 'an acknowledged change is not kept',
		rule: 'W7',
		edits: [
			{
				file: 'src/lib/device/sync/takeReceipts.ts',
				find: 'const keep = daysKept(state) === 0 ? [] : held.filter(({ change }) => change.n > durableN);',
				replace: 'const keep = held.filter(() => durableN < 0);'
			}
		]
	},
	{
		name: 'a restored server is not sent again what it lost',
		rule: 'W7',
		edits: [
			{
				file: 'src/lib/device/sync/sayHello.ts',
				find: 'await resendAbove(open, answer.lastN, true);',
				replace: 'void resendAbove;'
			}
		]
	},
	{
		name: 'an old build may not send',
		rule: 'W8',
		edits: [
			{
				file: push,
				find: 'if (request.changes.length > limits.maxChanges) throw tooMuch();',
				replace: "if (request.build === '0.1.0' && request.changes.length > 0) throw tooMuch();"
			}
		]
	},
	{
		name: 'after a failure nothing is tried again',
		rule: 'W9',
		edits: [
			{
				file: 'src/lib/device/sync/SyncRunner.ts',
				find: 'return backOff(this.#failures, this.#parts.clockwork.chance(), retryAfter);',
				replace: 'return retryAfter === -1 ? 0 : Infinity;'
			}
		]
	},
	{
		name: 'a pull does not ask whether a person may see',
		rule: 'W10',
		edits: [
			{
				file: carried,
				find: 'heads.where((eb) => mayConcern(eb, person, caseWork, (one) => isRecent(one, since))).execute()',
				replace: "heads.where('kind', 'in', caseWork).execute()"
			},
			{
				file: carried,
				find: '.filter((record) => carries(person, record, today))',
				replace: ".filter((record) => record.record.kind === 'audit' || carries(person, record, today))"
			}
		]
	},
	{
		name: 'a whole record is compared, not a field',
		rule: 'M1',
		edits: [
			{
				file: merge,
				find: 'isUnseen(current, write, base, author) ?',
				replace: 'isUnseen({ ...current, ver: held.ver }, write, base, author) ?'
			}
		]
	},
	{
		name: 'the last to write wins in silence',
		rule: 'M2',
		edits: [
			{
				file: merge,
				find: 'const lost = current !== undefined && isUnseen(current, write, base, author) ? asWritten(current) : undefined;',
				replace:
					'const lost = held.ver < 0 && current !== undefined && isUnseen(current, write, base, author) ? asWritten(current) : undefined;'
			}
		]
	},
	{
		name: 'the tablet’s clock stands as the time',
		rule: 'M3',
		edits: [
			{
				file: arrived,
				find: 'at: instantOf(now), ...deviceTime(change.at, now) }',
				replace: 'at: change.at, ...deviceTime(change.at, now) }'
			}
		]
	},
	{
		name: 'the grades of two people are one field',
		rule: 'M4',
		edits: [
			{
				file: auditActs,
				find: '`grade/${act.args.section}/${author.person.id}`, value }',
				replace: '`grade/${act.args.section}/all`, value }'
			}
		]
	},
	{
		name: 'a submission pins nothing',
		rule: 'M5',
		edits: [
			{ file: auditActs, find: 'pinned: pinnedVersions(audit.fields)', replace: 'pinned: pinnedVersions(new Map())' }
		]
	},
	{
		name: 'what comes after a submission is applied',
		rule: 'M5',
		edits: [
			{
				file: auditActs,
				find: "if (submitted && !openAfterSubmission.has(act.name)) return { ok: false, code: 'RECORD_LOCKED' };",
				replace: 'void openAfterSubmission;'
			}
		]
	},
	{
		name: 'a conflict leaves no history',
		rule: 'M6',
		edits: [
			{
				file: arrived,
				find: 'await writeDown(trx, arrived, sender, st, history);',
				replace: "if (st !== 'conflict') await writeDown(trx, arrived, sender, st, history);"
			}
		]
	},
	{
		name: 'the journal gives nothing back',
		rule: 'S8',
		edits: [
			{
				file: 'src/lib/device/store/putBack.ts',
				find: 'return entries.filter((entry) => !isBackedUp(known, entry));',
				replace: 'return entries.filter((entry) => !isBackedUp(known, entry) && entry.n < 0);'
			}
		]
	},
	{
		name: 'another change under the same number passes for the same',
		rule: 'F',
		edits: [
			{
				file: arrived,
				find: 'kept === null || kept.fingerprint !== fingerprint',
				replace: 'kept === null || fingerprint === kept.st'
			}
		]
	}
];
