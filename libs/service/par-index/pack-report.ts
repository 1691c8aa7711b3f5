import type { Instant } from '#domain';
import { decimalOf, type ParCatalogue, unplacedParts } from '#domain/figures';
import type { LetterFrame, ParReport, ParTableLine } from '#letters';
import { MEDIA_TYPES } from '../files/media-type.js';
import { evidenceName } from './pack-names.js';
import type { SheetLine, SheetPage } from './sheet-page.js';

/** What the documents of a sheet's pack say. */
export function reportOf({ catalogue, state, lines, total }: SheetPage, { header, place }: Pick<LetterFrame, 'header' | 'place'>, at: Instant): ParReport {
  const { submitted } = state;
  return {
    header,
    place,
    issuedAt: submitted?.at ?? at,
    year: state.year,
    catalogueName: catalogue.name,
    document: catalogue.document,
    documentDay: catalogue.issuedOn,
    total: decimalOf(total),
    knownMaximum: decimalOf(maximumOf(lines)),
    lines: catalogue.areas.flatMap((area) => areaLines(area, lines.filter((line) => line.area === area.code))),
    ...(submitted === undefined ? {} : { submitted: { at: submitted.at, sha256: submitted.sha256, isLate: submitted.isLate } }),
  };
}

function areaLines(area: ParCatalogue['areas'][number], lines: readonly SheetLine[]): readonly ParTableLine[] {
  const own = lines.filter(({ isSum }) => !isSum);
  const scores = own.flatMap(({ score }) => (score === undefined ? [] : [score]));
  const isKnown = lines.some(({ item }) => item.maximum !== undefined);
  const unplaced = unplacedParts(area);
  return [
    {
      kind: 'area',
      code: area.code,
      name: area.name,
      files: [],
      ...(isKnown ? { maximum: decimalOf(maximumOf(lines)) } : {}),
      ...(scores.length === 0 ? {} : { score: decimalOf(scores.reduce((sum, score) => sum + score, 0)) }),
    },
    ...lines.map(tableLine),
    ...(unplaced === 0 ? [] : [{ kind: 'unknown-parts' as const, code: '', name: `${String(unplaced)} tiêu chí thành phần chưa rõ thuộc tiêu chí nào`, files: [] }]),
  ];
}

function tableLine({ item, parent, score, target, text, files, lacks }: SheetLine): ParTableLine {
  return {
    kind: parent === undefined ? 'criterion' : 'part',
    code: item.code,
    files: files.map(({ title, mediaType }, index) => evidenceName(item.code, index + 1, title, MEDIA_TYPES[mediaType])),
    ...(item.name === undefined ? {} : { name: item.name }),
    ...(item.maximum === undefined ? {} : { maximum: decimalOf(item.maximum) }),
    ...(score === undefined ? {} : { score: decimalOf(score) }),
    ...(target === undefined ? {} : { target: decimalOf(target.target) }),
    ...(text?.basis === undefined ? {} : { basis: text.basis }),
    ...(text?.explanation === undefined ? {} : { explanation: text.explanation }),
    ...(lacks === undefined ? {} : { lacks }),
  };
}

/** Points of the criteria whose points are known: a criterion's own, or those of its parts. */
function maximumOf(lines: readonly SheetLine[]): number {
  return lines
    .filter(({ parent }) => parent === undefined)
    .reduce((sum, { item }) => sum + (item.maximum ?? lines.filter(({ parent }) => parent === item.code).reduce((parts, part) => parts + (part.item.maximum ?? 0), 0)), 0);
}
