import { foldSearchText } from '#vi';

/** What a procedure is found by. */
interface Findable {
  readonly code: string;
  readonly name: string;
  readonly field: { readonly name: string };
}

/** How well each way of writing fits, best first. */
const FITS = { code: 100, beginsCode: 90, phrase: 80, words: 60, initials: 50, field: 30, letters: 10 } as const;

/**
 * Procedures that fit what a clerk typed, best first and then the shortest name, which says least besides: a code or its end, words of the name in any order and begun only, initials
 * (`dkks` finds "đăng ký khai sinh"), words of the field, or letters that stand in the name in this order.
 */
export function matchProcedures<T extends Findable>(procedures: readonly T[], typed: string): readonly T[] {
  const wanted = foldSearchText(typed).trim();
  if (wanted === '') return procedures;
  return procedures
    .map((procedure) => ({ procedure, fit: fitOf(procedure, wanted) }))
    .filter(({ fit }) => fit > 0)
    .sort((one, other) => other.fit - one.fit || one.procedure.name.length - other.procedure.name.length || one.procedure.name.localeCompare(other.procedure.name, 'vi'))
    .map(({ procedure }) => procedure);
}

function fitOf({ code, name, field }: Findable, wanted: string): number {
  const codes = code.toLowerCase();
  if (codes === wanted) return FITS.code;
  if (/\d/.test(wanted) && (codes.startsWith(wanted) || codes.endsWith(wanted))) return FITS.beginsCode;
  const folded = foldSearchText(name);
  if (folded.includes(wanted)) return FITS.phrase;
  const words = folded.split(/[^a-z0-9]+/).filter(Boolean);
  const asked = wanted.split(/\s+/);
  if (asked.every((part) => words.some((word) => word.startsWith(part)))) return FITS.words;
  if (wanted.length > 1 && words.map((word) => word.charAt(0)).join('').includes(wanted)) return FITS.initials;
  if (foldSearchText(field.name).includes(wanted)) return FITS.field;
  return wanted.length > 3 && standInOrder(folded, wanted.replaceAll(/\s+/g, '')) ? FITS.letters : 0;
}

function standInOrder(text: string, letters: string): boolean {
  let at = -1;
  for (let index = 0; index < letters.length; index += 1) {
    at = text.indexOf(letters.charAt(index), at + 1);
    if (at < 0) return false;
  }
  return true;
}
