import { expect, test } from 'vitest';
import { describeApi } from './openApi.ts';

const described = describeApi('1.2.3');

test('the description says which version it is of', () => {
	expect(described.openapi).toBe('3.1.0');
	expect(described.info.version).toBe('1.2.3');
});

test('every operation says what it does and what it answers', () => {
	const operations = Object.values(described.paths).flatMap((path) =>
		Object.values<{ summary: string; responses: object }>(path)
	);
	expect(operations).toHaveLength(12);
	for (const { summary, responses } of operations) {
		expect(summary).not.toBe('');
		expect(Object.keys(responses).length).toBeGreaterThan(0);
	}
});

test('what is sent and answered is described by the shapes the server parses with', () => {
	const push = described.paths['/api/sync/v1/push'].post;
	const asked = push.requestBody.content['application/json'].schema;
	expect(asked.required).toEqual(['proto', 'epoch', 'clientId', 'deviceId', 'build', 'changes']);
	expect(push.responses[200].content?.['application/json'].schema.properties).toHaveProperty('results');
	expect(push.responses).toHaveProperty('409');
});

test('it can be sent as JSON', () => {
	expect(JSON.parse(JSON.stringify(described))).toEqual(expect.objectContaining({ openapi: '3.1.0' }));
});
