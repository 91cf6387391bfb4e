import type { RescueFile } from '#lib/device/session/Tablet.svelte.ts';

/** `part`: without photos and papers that it had no room for. */
export type FileEnd = 'saved' | 'part' | 'none' | 'failed';

/** Makes the sealed file and hands it out. On a full tablet making it may fail too, and that is said, not thrown. */
export async function saveRescueFile(
	make: () => Promise<RescueFile | null>,
	handOut: (file: RescueFile) => void = download
): Promise<FileEnd> {
	try {
		const file = await make();
		if (file === null) return 'none';
		handOut(file);
		return file.left > 0 ? 'part' : 'saved';
	} catch {
		return 'failed';
	}
}

function download({ name, text }: RescueFile): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
	link.download = name;
	link.click();
	URL.revokeObjectURL(link.href);
}
