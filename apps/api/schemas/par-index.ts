import { z } from 'zod';
import { after, limit, line, ordinal, prose, reference } from './atoms.js';

const YEAR = { examples: [2026] };
const year = z.int().min(2020).max(2100).meta(YEAR);

/** A year in an address. */
export const yearInPath = z.string().regex(/^20[2-9]\d$/, 'must be a year such as 2026').transform(Number).meta({ type: 'integer', examples: [2026] });

/** Points with two decimals at most. */
export const points = z.number().min(0).max(1_000).multipleOf(0.01, 'must have two decimals at most').meta({ examples: [3.2] });

/** Number of a criterion in its set. */
export const criterionNumber = z
  .string()
  .regex(/^[1-9]\d?(\.[1-9]\d?){0,2}$/, 'must be a number such as 3.1')
  .meta({ examples: ['3.1'] });

const count = z.int().min(0).max(1_000);
const itemParts = {
  code: criterionNumber,
  name: line(500).exactOptional().meta({ description: 'Left out while no source gives it' }),
  maximum: points.exactOptional().meta({ description: 'Left out while no source gives it; it cannot be scored until then' }),
  source: reference.exactOptional().meta({ description: 'Id of the source of name and points; required with either' }),
};

/** A set of criteria as far as it is known. */
export const parCatalogueContent = z
  .strictObject({
    code: reference,
    name: line(300),
    document: line(40).meta({ description: 'Number of the decision' }),
    issuedOn: z.iso.date(),
    firstYear: z.int().max(9999).exactOptional(),
    lastYear: z.int().max(9999).exactOptional(),
    totals: z.strictObject({ areas: count.exactOptional(), criteria: count.exactOptional(), subCriteria: count.exactOptional(), points: points.exactOptional(), surveyPoints: points.exactOptional() }),
    sources: z.array(z.strictObject({ id: reference, text: line(500) })).min(1).max(100),
    areas: z
      .array(
        z.strictObject({
          code: criterionNumber,
          name: line(300),
          source: reference,
          criteria: count.exactOptional().meta({ description: 'How many criteria the area has' }),
          subCriteria: count.exactOptional().meta({ description: 'How many sub-criteria the area has' }),
          items: z.array(z.strictObject({ ...itemParts, parts: z.array(z.strictObject(itemParts)).max(50).exactOptional() })).max(100).exactOptional(),
        }),
      )
      .max(50),
  })
  .meta({
    examples: [
      {
        code: 'qd-1149',
        name: 'Bộ tiêu chí xác định Chỉ số cải cách hành chính cấp tỉnh',
        document: '1149/QĐ-BNV',
        issuedOn: '2020-12-30',
        totals: {},
        sources: [{ id: 'plan-2022', text: 'Phụ lục kế hoạch năm 2022' }],
        areas: [{ code: '3', name: 'Cải cách thủ tục hành chính', source: 'plan-2022', items: [{ code: '3.2', name: 'Kết quả giải quyết hồ sơ thủ tục hành chính', maximum: 5, source: 'plan-2022' }] }],
      },
    ],
  });
/** A `parCatalogueContent` that was checked. */
export type ParCatalogueContent = z.output<typeof parCatalogueContent>;

/** Which version of a set is read. */
export const parCatalogueQuery = z.strictObject({
  version: z.string().regex(/^[1-9]\d{0,5}$/, 'must be the number of a version').transform(Number).exactOptional().meta({ type: 'integer', minimum: 1, description: 'The version in force unless given' }),
});
/** A `parCatalogueQuery` that was checked. */
export type ParCatalogueQuery = z.output<typeof parCatalogueQuery>;

/** Whose year is scored by which set. */
export const parSheetRequest = z.strictObject({ agency: reference, year, catalogue: reference }).meta({ examples: [{ agency: 'H99.05', year: 2026, catalogue: 'qd-876' }] });
/** A `parSheetRequest` that was checked. */
export type ParSheetRequest = z.output<typeof parSheetRequest>;

const evidence = z.array(z.strictObject({ fileId: z.uuid(), title: line(200) })).max(100);

/** What is entered for a row: everything it shall say from now on. */
export const parRowRequest = z
  .strictObject({
    row: criterionNumber,
    score: points.exactOptional().meta({ description: 'Left out: the row has no score (any more)' }),
    basis: prose(4_000).exactOptional().meta({ description: 'What the score rests on' }),
    explanation: prose(10_000).exactOptional().meta({ description: 'Needed where no file proves the score' }),
    evidence: evidence.refine((files) => new Set(files.map(({ fileId }) => fileId)).size === files.length, 'must not name a file twice').default([]),
    reason: prose(2_000).exactOptional().meta({ description: 'Why it is changed after the window; needed then' }),
  })
  .meta({ examples: [{ row: '3.2', score: 4.9, basis: '1.245/1.250 hồ sơ đúng hạn', evidence: [{ fileId: '5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10', title: 'Báo cáo kết quả giải quyết hồ sơ năm 2026' }] }] });
/** A `parRowRequest` that was checked. */
export type ParRowRequest = z.output<typeof parRowRequest>;

/** The word of the second person on a change after the window. */
export const parProposalAnswer = z.strictObject({ answer: z.enum(['confirm', 'decline']) }).meta({ examples: [{ answer: 'confirm' }] });
/** A `parProposalAnswer` that was checked. */
export type ParProposalAnswer = z.output<typeof parProposalAnswer>;

/** The version of its set a sheet goes over to. */
export const parAdoptionRequest = z.strictObject({ version: ordinal }).meta({ examples: [{ version: 2 }] });
/** A `parAdoptionRequest` that was checked. */
export type ParAdoptionRequest = z.output<typeof parAdoptionRequest>;

/** Which sheets are listed. */
export const parSheetsQuery = z.strictObject({ limit, after, agency: reference.exactOptional(), year: yearInPath.exactOptional().meta({ type: 'integer', examples: [2026], description: 'The year scored' }) });
/** A `parSheetsQuery` that was checked. */
export type ParSheetsQuery = z.output<typeof parSheetsQuery>;

/** A plan whose targets are read: its text, or the file it is. */
export const parTargetsRequest = z
  .strictObject({
    agency: reference,
    year,
    catalogue: reference,
    text: z.string().min(1).max(500_000).exactOptional(),
    file: z.strictObject({ name: line(200).meta({ description: 'A .docx file' }), base64: z.base64().max(900_000) }).exactOptional(),
  })
  .refine(({ text, file }) => (text === undefined) !== (file === undefined), { path: ['text'], error: 'must be given, or file, and not both' })
  .meta({ examples: [{ agency: 'H99.01', year: 2026, catalogue: 'qd-1149', text: '3.2. Kết quả giải quyết hồ sơ thủ tục hành chính\n- Mục tiêu: phấn đấu đạt 4,9/5 điểm' }] });
/** A `parTargetsRequest` that was checked. */
export type ParTargetsRequest = z.output<typeof parTargetsRequest>;

/** To which criterion a person says a line of a plan belongs, with its points where they could not be read. */
export const parLineRequest = z.strictObject({ criterion: criterionNumber, target: points.exactOptional(), maximum: points.exactOptional() }).meta({ examples: [{ criterion: '3.1', target: 3.2, maximum: 3.5 }] });
/** A `parLineRequest` that was checked. */
export type ParLineRequest = z.output<typeof parLineRequest>;

/** Number of a line or an event in an address. */
export const numberInPath = z.string().regex(/^[1-9]\d{0,8}$/, 'must be a whole number from 1').transform(Number).meta({ type: 'integer', minimum: 1 });
