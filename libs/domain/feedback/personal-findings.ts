import { FoldedText } from './folded-text.js';

/** What personal data in a text is. `own-data` is of the very person; `name-like` only looks like it. */
export const FINDING_KINDS = ['own-data', 'phone', 'identity-number', 'email', 'dossier-code', 'address', 'name-like'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Something in a text that is personal data, or looks like it: characters `start` to before `end` of a field. */
export interface PersonalFinding {
  readonly kind: FindingKind;
  /** No person can let it stand; otherwise one has to say that it may. */
  readonly isCertain: boolean;
  readonly field: string;
  readonly start: number;
  readonly end: number;
}

/** What is known beforehand about the words. */
export interface KnownWords {
  /** Names, numbers and addresses of the people the feedback and its dossier name. */
  readonly own: readonly string[];
  /** What may be named: agencies and their telephones. */
  readonly allowed: readonly string[];
}

type Place = Omit<PersonalFinding, 'field'>;

const MARKED_SURNAMES =
  'Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Mai|Tô|Lâm|Cao|Đào|Trương|Hà|Châu|Lương|Tạ|Thái|Phùng|Quách|Vương|Chu|Nông|Hứa|Kiều|Tăng|Văn';
const SURNAMES = `${MARKED_SURNAMES}|${withoutMarks(MARKED_SURNAMES)}`;
/** Those that are no everyday word without their marks. */
const TELLING_SURNAMES = `${MARKED_SURNAMES}|${withoutMarks(MARKED_SURNAMES).split('|').filter((name) => name.length > 3).join('|')}`;
const WORD = String.raw`\p{Lu}[\p{Ll}\p{M}]*`;
const WORDS = String.raw`${WORD}(?:\s+${WORD})*`;
const NOT_AFTER = String.raw`(?<![\p{L}\p{M}\p{N}])`;
const NOT_BEFORE = String.raw`(?![\p{L}\p{M}\p{N}])`;
/** Not within a number, nor behind a group of an amount or the day of a date. */
const NUMBER_BEGINS = String.raw`(?<!\d)(?<!(?<!\d)\d{1,3}[.,])(?<!(?<!\d)\d{1,2}-)`;
const NO_DATE = String.raw`(?!\d{1,2}[.-]\d{1,2}[.-](?:19|20)\d\d)`;
const NUMBER_ENDS = String.raw`(?!\d|[.,]\d)`;
const HOUSE = String.raw`\d+[A-Za-z]?(?:/\d+)*`;

const PATTERNS: readonly { readonly kind: FindingKind; readonly isCertain: boolean; readonly pattern: RegExp }[] = [
  { kind: 'email', isCertain: true, pattern: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu },
  { kind: 'dossier-code', isCertain: true, pattern: /(?:\d{3}\.\d{2}\.(?:\d{2}\.)?)?[A-Z]\d{2}(?:\.\d{1,3})*-\d{6,8}-\d{4,7}/giu },
  // A date with dots or dashes and a number behind it is no telephone.
  { kind: 'phone', isCertain: true, pattern: new RegExp(String.raw`${NUMBER_BEGINS}${NO_DATE}\(?(?:\+?84|0)(?:[\s.()–\-]{0,2}\d){9,10}(?!\d)`, 'gu') },
  // Twelve digits parted in any way begin with the nought of a province.
  { kind: 'identity-number', isCertain: true, pattern: new RegExp(String.raw`${NUMBER_BEGINS}(?:\d{12}|\d{9}|\d{3}(?:\s\d{3}){2,3}|${NO_DATE}0(?:[\s.–\-]?\d){11})${NUMBER_ENDS}`, 'gu') },
  // Passports and certificates; tax, insurance and account numbers; number plates.
  { kind: 'identity-number', isCertain: false, pattern: new RegExp(String.raw`${NOT_AFTER}[A-ZĐ]{1,2}\s?\d{6,8}${NUMBER_ENDS}`, 'gu') },
  { kind: 'identity-number', isCertain: false, pattern: new RegExp(String.raw`${NUMBER_BEGINS}\d{10,19}${NUMBER_ENDS}`, 'gu') },
  { kind: 'identity-number', isCertain: false, pattern: new RegExp(String.raw`${NOT_AFTER}\d{2}[\s\-]?[A-ZĐ]{1,2}\d?[\s.\-]{0,2}(?:\d{3}[.\s]?\d{2}|\d{4})(?!\d)`, 'gu') },
  // A house, or a hamlet or neighbourhood group by its number or name, leads to one door; `tổ` without a number may be any team.
  { kind: 'address', isCertain: true, pattern: new RegExp(`${NOT_AFTER}(?:[Ss]ố nhà|[Nn]hà số|[Nn]gõ|[Nn]gách|[Hh]ẻm|[Kk]iệt|[Cc]ăn hộ|[Tt]ổ(?: dân phố)?)\\s+(?:số\\s+)?\\d[\\d/]*[A-Za-z]?${NOT_BEFORE}`, 'gu') },
  { kind: 'address', isCertain: true, pattern: new RegExp(`${NOT_AFTER}(?:[Tt]ổ dân phố|[Kk]hu phố|[Ấấ]p|[Tt]hôn|[Xx]óm|[Kk]hóm|[Bb]uôn|[Bb]ản)\\s+(?:(?:số\\s+)?\\d+|${WORDS})${NOT_BEFORE}`, 'gu') },
  { kind: 'address', isCertain: true, pattern: new RegExp(`${NOT_AFTER}(?:[Ss]ố\\s+)?${HOUSE},?\\s+(?:[Đđ]ường|[Pp]hố)\\s+(?:(?:số\\s+)?\\d[\\d/]*|${WORDS})${NOT_BEFORE}`, 'gu') },
  { kind: 'address', isCertain: false, pattern: new RegExp(`${NOT_AFTER}[Ss]ố\\s+${HOUSE},?\\s+${WORDS}`, 'gu') },
  { kind: 'name-like', isCertain: false, pattern: new RegExp(`${NOT_AFTER}(?:${SURNAMES})(?:\\s+${WORD}){1,4}`, 'gu') },
  { kind: 'name-like', isCertain: false, pattern: new RegExp(`${NOT_AFTER}(?:${TELLING_SURNAMES})\\s+(?:văn|thị|van|thi)\\s+[\\p{L}\\p{M}]+`, 'giu') },
  { kind: 'name-like', isCertain: false, pattern: new RegExp(`${NOT_AFTER}(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác)(?:/[Bb]à)?\\s+${WORDS}`, 'gu') },
  { kind: 'name-like', isCertain: false, pattern: new RegExp(`${NOT_AFTER}\\p{Lu}{2,}(?:\\s+\\p{Lu}{2,}){1,4}${NOT_BEFORE}`, 'gu') },
  { kind: 'name-like', isCertain: false, pattern: new RegExp(`${NOT_AFTER}${WORD}(?:\\s+${WORD}){2,}`, 'gu') },
];

/**
 * Everything in some texts that is, or looks like, personal data (NĐ 20/2008: answers are published without it), by place.
 * Texts are in Unicode form C; places count UTF-16 units. Where findings overlap, the certain and longer one stands.
 */
export function findPersonalData(fields: Readonly<Record<string, string>>, known: KnownWords): readonly PersonalFinding[] {
  return Object.entries(fields).flatMap(([field, text]) => placesIn(text, known).map((place) => ({ ...place, field })));
}

/** A finding by its place, as somebody answers for it: `answer:12-25`. */
export function placeOf({ field, start, end }: PersonalFinding): string {
  return `${field}:${String(start)}-${String(end)}`;
}

function placesIn(text: string, known: KnownWords): readonly Place[] {
  const folded = new FoldedText(text);
  const own = known.own.flatMap((words) => folded.find(words)).map((place): Place => ({ kind: 'own-data', isCertain: true, ...place }));
  const allowed = known.allowed.flatMap((words) => folded.find(words));
  const matched = PATTERNS.flatMap(({ kind, isCertain, pattern }) =>
    [...text.matchAll(pattern)].map((match): Place => ({ kind, isCertain, start: match.index, end: match.index + match[0].length })),
  ).filter((place) => !allowed.some(({ start, end }) => start <= place.start && place.end <= end));
  const ranked = [...own, ...matched].sort((a, b) => Number(b.isCertain) - Number(a.isCertain) || b.end - b.start - (a.end - a.start) || a.start - b.start);
  return ranked.reduce<readonly Place[]>((kept, place) => (kept.some((other) => place.start < other.end && other.start < place.end) ? kept : [...kept, place]), []).toSorted((a, b) => a.start - b.start);
}

/** As somebody types without a Vietnamese keyboard. */
function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd').replace(/Đ/gu, 'D');
}
