import { Refusal } from '../Refusal.ts';

/** Said of what is not there and of what the person may not see alike (P8): nothing tells what exists. */
export const recordNotFound = () => new Refusal('NOT_FOUND', 404);
export const notPermitted = () => new Refusal('NO_PERMISSION', 403);
