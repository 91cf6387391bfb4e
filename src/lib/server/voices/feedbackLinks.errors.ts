import { Refusal } from '../Refusal.ts';

/** Said alike of a link that never was, was used, was called back, or whose day is over: nothing tells what exists. */
export const linkGone = () => new Refusal('NOT_FOUND', 404);
export const nothingSaid = () => new Refusal('NOTHING_SAID', 400);
