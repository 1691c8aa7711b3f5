import { z } from 'zod';
import type { CommandBodies } from '#domain';
import { line } from './atoms.js';
import { idNumber, lettersTo, note, notifyBy, phone, proxySchema, requestContent } from './people.js';

const blankable = <T extends z.ZodType>(value: T): z.ZodExactOptional<z.ZodNullable<T>> => value.nullable().exactOptional();

/**
 * Corrected personal data: the fields the body names and no others; `null` blanks a field, and `proxy: null` says that nobody
 * comes in the applicant's place. An applicant and a proxy always have a name.
 */
export const correctionSchema = z.strictObject({
  applicant: z
    .strictObject({
      type: z.enum(['person', 'organisation']).exactOptional(),
      name: line(200).exactOptional(),
      idNumber: blankable(idNumber),
      phone: blankable(phone),
      email: blankable(z.email().max(200)),
      address: blankable(line(500)),
    })
    .exactOptional(),
  proxy: blankable(
    z.strictObject({
      name: line(200).exactOptional(),
      idNumber: blankable(idNumber),
      phone: blankable(phone),
      email: blankable(z.email().max(200)),
      address: blankable(line(500)),
      authorisation: blankable(line(300)),
    }),
  ),
  lettersTo: lettersTo.exactOptional(),
  requestContent: blankable(requestContent),
  note: blankable(note),
  notifyBy: blankable(notifyBy),
});

/** True when a correction names exactly the fields its text gives. A proxy named as a whole is given as a whole, or taken away by `null`. */
export function namesWhatItChanges({ body, text }: { readonly body?: unknown; readonly text?: unknown }): boolean {
  if (text === undefined) {
    return true;
  }
  const { fields } = body as CommandBodies['CorrectPersonalData'];
  const { applicant = {}, proxy, ...rest } = text as z.output<typeof correctionSchema>;
  const whole = fields.includes('proxy');
  if (proxy === null ? !whole : whole && !proxySchema.safeParse(proxy).success) {
    return false;
  }
  const given = [...Object.keys(applicant), ...Object.keys(rest), ...(whole ? ['proxy'] : Object.keys(proxy ?? {}).map((key) => `proxy.${key}`))];
  return given.length === new Set(fields).size && given.every((field) => fields.some((named) => named === field));
}
