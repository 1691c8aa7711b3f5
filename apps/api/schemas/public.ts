import { z } from 'zod';
import { FEEDBACK_SUBJECTS, RATINGS, readSlipLink, SLIP_CODE_LENGTH } from '#domain';
import { dossierCode, line, prose, reference } from './atoms.js';
import { phone } from './people.js';

/** What somebody knows of a dossier: its code (or the link its slip bears), and the last four digits of the telephone given with it or the code printed on its slip. */
export const lookUpRequest = z
  .strictObject({
    code: z.string().trim().max(400).transform((text) => readSlipLink(text).code).pipe(dossierCode),
    phoneLast4: z.string().trim().regex(/^\d{4}$/, 'must be four digits').exactOptional(),
    slipCode: z.string().trim().max(12).regex(/^[0-9A-Za-z][0-9A-Za-z\s-]*$/, `must be the ${String(SLIP_CODE_LENGTH)} characters of the slip`).exactOptional(),
  })
  .refine(({ phoneLast4, slipCode }) => (phoneLast4 === undefined) !== (slipCode === undefined), { path: ['slipCode'], error: 'must be given, or phoneLast4, not both' })
  .meta({ examples: [{ code: '000.00.31.H99-260819-0001', phoneLast4: '0001' }, { code: '000.00.31.H99-260819-0001', slipCode: '7K3M9Q' }] });
/** A `lookUpRequest` that was checked. */
export type LookUpRequest = z.output<typeof lookUpRequest>;

/** The six digits that were sent. */
export const letterCodeRequest = z.strictObject({ letterCode: z.string().trim().regex(/^\d{6}$/, 'must be six digits') }).meta({ examples: [{ letterCode: '042719' }] });
/** A `letterCodeRequest` that was checked. */
export type LetterCodeRequest = z.output<typeof letterCodeRequest>;

/** The access token the citizens' sign-in service gave. */
export const letterLoginRequest = z.strictObject({ accessToken: z.string().max(16_000).regex(/^[\w.~+/=-]+$/, 'must be an access token') }).meta({ examples: [{ accessToken: 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln' }] });
/** A `letterLoginRequest` that was checked. */
export type LetterLoginRequest = z.output<typeof letterLoginRequest>;

/** How satisfied the applicant is. */
export const publicRatingRequest = z
  .strictObject({ rating: z.enum(RATINGS), comment: prose(2000).exactOptional(), kiosk: z.boolean().default(false).meta({ description: 'Given at a kiosk in the hall' }) })
  .meta({ examples: [{ rating: 'satisfied', comment: 'Được hướng dẫn rõ ràng.' }] });
/** A `publicRatingRequest` that was checked. */
export type PublicRatingRequest = z.output<typeof publicRatingRequest>;

/** Feedback about the dossier that was looked up. */
export const publicFeedbackRequest = z
  .strictObject({
    subject: z.enum(FEEDBACK_SUBJECTS),
    content: prose(10_000),
    answerTo: z
      .strictObject({ name: line(200).exactOptional(), phone: phone.exactOptional(), email: z.email().max(200).exactOptional() })
      .refine((sender) => Object.keys(sender).length > 0, 'must say something of the sender, or be left out')
      .exactOptional()
      .meta({ description: 'Left out of anonymous feedback' }),
  })
  .meta({ examples: [{ subject: 'dossier-handling', content: 'Hồ sơ đã quá ngày hẹn mà chưa có thông báo.', answerTo: { phone: '0900000001' } }] });
/** A `publicFeedbackRequest` that was checked. */
export type PublicFeedbackRequest = z.output<typeof publicFeedbackRequest>;

/** Code of an agency whose board is shown. */
export const boardAgency = reference;
