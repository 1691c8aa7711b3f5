import { z } from 'zod';
import { LETTER_CHANNELS } from '#domain';
import { line, prose } from './atoms.js';

/** A telephone number. */
export const phone = z.string().trim().regex(/^\+?[0-9][0-9 .-]{5,18}[0-9]$/, 'must be a telephone number');
/** Number of an identity card, a passport or an enterprise. */
export const idNumber = z.string().trim().regex(/^[A-Za-z0-9-]{5,20}$/, 'must be an identity, passport or enterprise number');

/** The person or organisation a dossier is for. */
export const applicantSchema = z.strictObject({
  type: z.enum(['person', 'organisation']).exactOptional(),
  name: line(200),
  idNumber: idNumber.exactOptional(),
  phone: phone.exactOptional(),
  email: z.email().max(200).exactOptional(),
  address: line(500).exactOptional(),
});

/** Somebody who files for the applicant. */
export const proxySchema = z.strictObject({
  name: line(200),
  idNumber: idNumber.exactOptional(),
  phone: phone.exactOptional(),
  email: z.email().max(200).exactOptional(),
  address: line(500).exactOptional(),
  authorisation: line(300).exactOptional(),
});

/** Whom letters are addressed to; the other one's numbers and addresses are masked on them. */
export const lettersTo = z.enum(['applicant', 'proxy']).meta({ description: 'Whom letters are addressed to: the applicant, or the proxy where there is one' });

/** What an applicant asks for, in their own words. */
export const requestContent = prose(2000);

/** What every filing may say beside its applicant: who files, whom letters go to, what is asked for and how the result is handed over. */
export const askedFor = {
  proxy: proxySchema.exactOptional(),
  lettersTo: lettersTo.exactOptional(),
  requestContent: requestContent.exactOptional(),
  sets: z.int().min(1).max(99).exactOptional(),
  resultDelivery: z.enum(['desk', 'post', 'online']).exactOptional(),
};

/** How an applicant wants to be written to. */
export const notifyBy = z.enum(LETTER_CHANNELS);

/** A remark of the desk. */
export const note = prose(2000);
