import { z } from 'zod';
import { HANDOVER_RECORD_LIMIT } from '#service';
import { documentNumber, dossierCode, legalCitation, line, prose, reference } from './atoms.js';
import { applicantSchema, requestContent } from './people.js';

/** In which file format a letter is read. */
export const letterFileQuery = z.strictObject({
  format: z.enum(['pdf', 'docx']).default('pdf').meta({ description: 'What was sent is the PDF; forms 04 and 05 are also made as DOCX' }),
});
/** A `letterFileQuery` that was checked. */
export type LetterFileQuery = z.output<typeof letterFileQuery>;

/** Whose papers are handed over in one go, and between whom. */
export const handoverRecordRequest = z
  .strictObject({
    codes: z
      .array(dossierCode)
      .min(1)
      .max(HANDOVER_RECORD_LIMIT)
      .refine((codes) => new Set(codes).size === codes.length, 'must name each dossier once')
      .meta({ description: 'In the order they are numbered' }),
    fromAgencyCode: reference.exactOptional().meta({ description: 'Who gave them; the agency of the caller when absent' }),
    toAgencyCode: reference.meta({ description: 'Who took them' }),
    note: prose(500).exactOptional().meta({ description: 'Printed and not kept' }),
  })
  .meta({ examples: [{ codes: ['000.00.31.H99-260819-0001', '000.00.31.H99-260819-0002'], toAgencyCode: 'H99.05' }] });
/** A `handoverRecordRequest` that was checked. */
export type HandoverRecordRequest = z.output<typeof handoverRecordRequest>;

const guidedItem = z
  .strictObject({
    component: reference.exactOptional().meta({ description: 'A paper of the procedure by its code' }),
    text: prose(1000).exactOptional(),
    legalBasis: legalCitation.exactOptional(),
  })
  .refine(({ component, text, legalBasis }) => component !== undefined || text !== undefined || legalBasis !== undefined, 'must name a paper, say something or cite a law');

/** What somebody is told whose filing the desk has not taken in. */
export const guidanceRequest = z
  .strictObject({
    agencyCode: reference.exactOptional().meta({ description: 'The desk; the agency of the caller when absent' }),
    procedureCode: reference,
    applicant: applicantSchema,
    requestContent: requestContent.exactOptional(),
    items: z.array(guidedItem).min(1).max(50).meta({ description: 'Everything the filing lacks: it is told once (NĐ 61/2018 Art. 15.3)' }),
    reason: line(1000).exactOptional(),
    documentNumber: documentNumber.exactOptional().meta({ description: 'As taken from the desk\'s own book; a blank is printed without one' }),
  })
  .meta({ examples: [{ procedureCode: '1.013225', applicant: { name: 'Nguyễn Văn Thử' }, items: [{ text: 'Bản vẽ thiết kế xây dựng' }], documentNumber: '7/HDHS-UBND' }] });
/** A `guidanceRequest` that was checked. */
export type GuidanceRequest = z.output<typeof guidanceRequest>;
