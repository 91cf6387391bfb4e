const types = {
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	pdf: 'application/pdf',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	csv: 'text/csv; charset=utf-8',
	json: 'application/json; charset=utf-8'
} as const;
export type FileType = keyof typeof types;

export function isFileType(ending: string): ending is FileType {
	return Object.hasOwn(types, ending);
}

/** A file to be kept, under a name that any system takes: the whole of it by RFC 6266, and in plain letters for the old. */
export function fileAnswer(body: Uint8Array<ArrayBuffer> | string, name: string, type: FileType): Response {
	const whole = `${name.replace(/[\p{C}\p{Surrogate}\\/:*?"<>|]+/gu, ' ').trim() || 'Dipper'}.${type}`;
	const plain = whole.normalize('NFKD').replace(/[^ -~]/g, '');
	return new Response(body, {
		headers: {
			'content-type': types[type],
			'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(whole).replace(/['()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
			'cache-control': 'private, no-store'
		}
	});
}
