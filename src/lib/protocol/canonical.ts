/** RFC 8785 in what it asks of our data: keys sorted by UTF-16 code unit, no white space, JSON.stringify for scalars. */
export function canonicalJson(value: unknown): string {
	if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
	members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	return `{${members.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}
