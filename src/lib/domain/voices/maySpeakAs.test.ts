import { expect, test } from 'vitest';
import { anAudit, anAuditor, aPerson, id } from '../../../../tests/fixtures/records.ts';
import { maySpeakAs } from './maySpeakAs.ts';
import { voices } from './Voice.ts';

const worker = aPerson([{ role: 'practitioner', scope: { kind: 'own' } }], { id: id(20) });
const head = anAudit({ auditor: id(10), worker: worker.id }).head;
const heardAs = (person: typeof worker, of = head) => voices.filter((voice) => maySpeakAs(person, of, voice));

test('the auditor writes down what everybody said', () => {
	expect(heardAs(anAuditor({ id: id(10) }))).toEqual([...voices]);
});

test('the worker speaks for themselves, and not for the child, a parent or a partner', () => {
	expect(heardAs(worker)).toEqual(['practitioner']);
});

test('a worker who is also the auditor of it, or a QA manager, writes down what everybody said', () => {
	expect(heardAs(worker, { ...head, auditor: worker.id })).toEqual([...voices]);
	const qa = { ...worker, grants: [{ role: 'qa-manager', scope: { kind: 'council' } }] as const };
	expect(heardAs(qa)).toEqual([...voices]);
});
