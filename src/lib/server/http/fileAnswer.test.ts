import { expect, test } from 'vitest';
import { fileAnswer, isFileType } from './fileAnswer.ts';

const named = (name: string) => fileAnswer('', name, 'pdf').headers.get('content-disposition');

test('a file is named whole, and in plain letters beside it', () => {
	expect(named('Zoë’s plans')).toBe(
		`attachment; filename="Zoes plans.pdf"; filename*=UTF-8''Zo%C3%AB%E2%80%99s%20plans.pdf`
	);
});

test('no name breaks out of its header or its folder', () => {
	expect(named('a"; x="\r\n../b')).toBe(
		`attachment; filename="a ; x= .. b.pdf"; filename*=UTF-8''a%20%3B%20x%3D%20..%20b.pdf`
	);
	expect(named('\u0000/')).toContain('filename="Dipper.pdf"');
});

test('what is about children is not kept by anyone on the way', () => {
	const { headers } = fileAnswer('a', 'b', 'csv');
	expect(headers.get('cache-control')).toBe('private, no-store');
	expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
});

test('only kinds of file that are written here', () => {
	expect(['docx', 'pdf', 'xlsx', 'csv', 'json', 'exe', 'constructor'].filter(isFileType)).toHaveLength(5);
});
