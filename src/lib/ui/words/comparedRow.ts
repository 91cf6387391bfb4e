/** One part in two versions, in words; null where that version does not have the thing it is a part of. */
export type ComparedRow = { readonly part: string; readonly before: string | null; readonly after: string | null };
