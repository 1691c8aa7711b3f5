import { z } from 'zod';
import { ISSUER_LEVELS, ITEM_CHANGES, LEGAL_CITATION_PATTERNS, POSTED_ITEMS, POSTING_PLACES, SUBJECT_KINDS } from '#domain';
import { after, instantIn, limit, line, prose, reference } from './atoms.js';
import { evidenceIds } from './cases.js';
import { day } from './figure-query.js';

const decisionNumber = z.string().trim().normalize('NFC').max(40).regex(LEGAL_CITATION_PATTERNS.document, 'must be the number of a document, such as 1245/QĐ-UBND').meta({ examples: ['1245/QĐ-UBND'] });
const version = z.int().min(1).max(100_000);
const ITEMS_AT_ONCE = 500;

const announcedItem = z.strictObject({
  kind: z.enum(SUBJECT_KINDS).meta({ examples: ['procedure'] }),
  code: reference.meta({ examples: ['1.013225'] }),
  version: version.meta({ description: 'The version announced; of a repeal, the one that lapses', examples: [1] }),
  change: z.enum(ITEM_CHANGES).meta({ examples: ['new'] }),
});

const fastTrack = z.strictObject({
  ground: z.strictObject({
    document: decisionNumber,
    article: z.string().regex(LEGAL_CITATION_PATTERNS.article, 'must be the number of an article, such as 17 or 17a').exactOptional(),
  }).meta({ description: 'The document by which the legal text was made by the shortened procedure' }),
  promulgatedOn: day.meta({ examples: ['2026-08-10'] }),
});

const facts = {
  number: decisionNumber,
  issuer: z.strictObject({ agency: reference.meta({ examples: ['H99'] }), level: z.enum(ISSUER_LEVELS).meta({ examples: ['province'] }) }),
  signedOn: day.meta({ examples: ['2026-08-17'] }),
  effectiveOn: day.meta({ description: 'First day of effect of the legal text; intake of what is repealed ends on it', examples: ['2026-09-01'] }),
  fastTrack: fastTrack.exactOptional(),
  items: z.array(announcedItem).min(1).max(ITEMS_AT_ONCE),
  evidence: evidenceIds.min(1).meta({ description: 'The decision itself' }),
};

const DECISION = {
  number: '1245/QĐ-UBND',
  issuer: { agency: 'H99', level: 'province' },
  signedOn: '2026-08-17',
  effectiveOn: '2026-09-01',
  items: [
    { kind: 'procedure', code: '1.013225', version: 4, change: 'amended' },
    { kind: 'procedure', code: '1.004873', version: 2, change: 'repealed' },
    { kind: 'group', code: 'LT-63-2024', version: 1, change: 'new' },
  ],
  evidence: ['3f1c1f0e-6a43-4c0e-9a52-2c7d9b3f1a10'],
};

/** An announcement decision as it is entered. */
export const announcementRequest = z.strictObject(facts).meta({ examples: [DECISION] });
/** An `announcementRequest` that was checked. */
export type AnnouncementRequest = z.output<typeof announcementRequest>;

const reason = prose(1_000).meta({ examples: ['Nhập nhầm ngày ký: quyết định ký ngày 17/8/2026'] });

/** A decision as it should have been entered, and why. */
export const announcementCorrectionRequest = z.strictObject({ ...facts, reason }).meta({ examples: [{ ...DECISION, reason: 'Nhập nhầm ngày ký: quyết định ký ngày 17/8/2026' }] });
/** An `announcementCorrectionRequest` that was checked. */
export type AnnouncementCorrectionRequest = z.output<typeof announcementCorrectionRequest>;

/** Which decisions are listed. */
export const announcementsQuery = z.strictObject({ level: z.enum(ISSUER_LEVELS).exactOptional(), limit, after });
/** An `announcementsQuery` that was checked. */
export type AnnouncementsQuery = z.output<typeof announcementsQuery>;

/** Places with an address of the web. */
const WEB_PLACES: readonly string[] = ['national-database', 'website', 'portal'];

const posting = {
  clock: z.enum([...POSTING_PLACES, ...POSTED_ITEMS]).meta({ description: 'Where it was posted, or which posted item it is', examples: ['national-database'] }),
  clickedAt: instantIn.meta({ description: 'When it was clicked or put up: this moment is judged, not that of the entry' }),
  address: line(500).meta({ description: 'An address of the web for the national database, the website and the portal; else where it hangs', examples: ['https://csdl.dichvucong.gov.vn/tthc/1.013225'] }),
  evidence: evidenceIds.min(1),
};

const POSTED = { clock: 'national-database', clickedAt: '2026-08-19T16:20:00+07:00', address: 'https://csdl.dichvucong.gov.vn/tthc/1.013225', evidence: ['3f1c1f0e-6a43-4c0e-9a52-2c7d9b3f1a10'] };

/** A posting with its proof. */
export const postingRequest = withAddress(z.strictObject(posting)).meta({ examples: [POSTED] });
/** A `postingRequest` that was checked. */
export type PostingRequest = z.output<typeof postingRequest>;

/** A posting as it truly was, and why it was entered otherwise. */
export const postingCorrectionRequest = withAddress(z.strictObject({ ...posting, reason: prose(1_000).meta({ examples: ['Ghi nhầm ngày: ảnh chụp cho thấy ngày 18/8/2026'] }) })).meta({
  examples: [{ ...POSTED, clickedAt: '2026-08-18T16:20:00+07:00', reason: 'Ghi nhầm ngày: ảnh chụp cho thấy ngày 18/8/2026' }],
});
/** A `postingCorrectionRequest` that was checked. */
export type PostingCorrectionRequest = z.output<typeof postingCorrectionRequest>;

function withAddress<Schema extends z.ZodType<{ readonly clock: string; readonly address: string }>>(schema: Schema): Schema {
  return schema.refine(({ clock, address }) => !WEB_PLACES.includes(clock) || isWebAddress(address), { path: ['address'], error: 'must be an address of the web, such as https://dichvucong.gov.vn/…' });
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol);
}

/** What an agency has to keep posted, as set or changed on a day. */
export const postedItemRequest = z.strictObject({
  agency: reference.meta({ examples: ['H99.02'] }),
  item: z.enum(POSTED_ITEMS).meta({ examples: ['hotline'] }),
  changedOn: day.meta({ examples: ['2026-08-17'] }),
  content: prose(2_000).meta({ description: 'The number, or where the rules stand', examples: ['0299 3 999 999'] }),
}).meta({ examples: [{ agency: 'H99.02', item: 'hotline', changedOn: '2026-08-17', content: '0299 3 999 999' }] });
/** A `postedItemRequest` that was checked. */
export type PostedItemRequest = z.output<typeof postedItemRequest>;

/** What is due or late, of one agency or of all the actor sees. */
export const duePostingsQuery = z.strictObject({ agency: reference.exactOptional(), state: z.enum(['due', 'late']).exactOptional(), limit, after });
/** A `duePostingsQuery` that was checked. */
export type DuePostingsQuery = z.output<typeof duePostingsQuery>;
