import { latin1 } from './Stripped.ts';

/** Long enough that no picture has them by chance. */
const anywhere = ['<script', '<!doctype', '<iframe', 'onerror='];
/** In what is no picture: notes, and whatever follows its end. */
const outside = ['<html', '<svg', '<?php', '%pdf-', 'pk\u0003\u0004'];

/** Whether a file that shows as a picture is a page, a script, a document or an archive as well. */
export function hidesSomething(whole: Uint8Array, dropped: readonly Uint8Array[]): boolean {
	return contains(whole, anywhere) || dropped.some((part) => contains(part, outside));
}

function contains(bytes: Uint8Array, words: readonly string[]): boolean {
	const text = latin1(bytes).toLowerCase();
	return words.some((word) => text.includes(word));
}
