import { z } from 'zod';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Ids of what people make are UUIDs in lower case, made where the thing is made. */
export const uuid = z.string().regex(uuidPattern);

export type PersonId = string & { readonly __id?: 'person' };
export type TeamId = string & { readonly __id?: 'team' };
export type ServiceId = string & { readonly __id?: 'service' };
export type QuestionId = string & { readonly __id?: 'question' };
export type SectionId = string & { readonly __id?: 'section' };
export type TemplateId = string & { readonly __id?: 'template' };

export function isUuid(text: string): boolean {
	return uuidPattern.test(text);
}
