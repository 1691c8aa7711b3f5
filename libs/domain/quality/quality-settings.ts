import { count, flag, listOf, oneOf, ProcedureFormatError, type Reader, shapeOf, text } from '../procedure/json-shape.js';

/** What a criterion of the PAR INDEX is computed from. */
export const PAR_MEASURES = ['on-time', 'apology', 'publication', 'sipas'] as const;
export type ParMeasure = (typeof PAR_MEASURES)[number];

/** By which measure a criterion of a set is computed. */
export interface ComputedCriterion {
  readonly catalogue: string;
  readonly criterion: string;
  readonly measure: ParMeasure;
}

/** What TT 01/2018 and the sets of the PAR INDEX leave open or no source confirms: the installation's to check and set. */
export interface QualitySettings {
  /** Index 4: the most agencies an applicant may have contacted for the marks 2 and 1. No source gives the numbers. */
  readonly agenciesForTwo: number;
  readonly agenciesForOne: number;
  /** Index 6: marked for each dossier by its procedure, or once for the agency by all its procedures. Sources say both. */
  readonly publicity: 'by-dossier' | 'by-unit';
  /** Index 7: a rating “không hài lòng” counts as a complaint too. */
  readonly ratingIsComplaint: boolean;
  /** Dossiers on time, in percent: from the first on all points are given, from the second on in proportion, below it none. Not verified. */
  readonly parFullFrom: number;
  readonly parProportionalFrom: number;
  /** Which criteria are computed. Of the set of 2020 three are known; an installation adds those of the set it is scored by. */
  readonly parCriteria: readonly ComputedCriterion[];
}

/** What an installation starts with. */
export const DEFAULT_QUALITY: QualitySettings = {
  agenciesForTwo: 0,
  agenciesForOne: 1,
  publicity: 'by-dossier',
  ratingIsComplaint: false,
  parFullFrom: 100,
  parProportionalFrom: 95,
  parCriteria: [
    { catalogue: 'qd-1149', criterion: '3.1', measure: 'publication' },
    { catalogue: 'qd-1149', criterion: '3.2', measure: 'on-time' },
    { catalogue: 'qd-1149', criterion: '6.1', measure: 'sipas' },
  ],
};

const chosen = shapeOf<Partial<QualitySettings>>(
  {},
  {
    agenciesForTwo: count,
    agenciesForOne: count,
    publicity: oneOf(['by-dossier', 'by-unit']),
    ratingIsComplaint: flag,
    parFullFrom: percent,
    parProportionalFrom: percent,
    parCriteria: listOf(shapeOf<ComputedCriterion>({ catalogue: text, criterion: text, measure: oneOf(PAR_MEASURES) }, {})),
  },
);

/** The `quality` key of the settings of a catalogue; what it leaves out is as the program has it. @throws ProcedureFormatError */
export const readQualitySettings: Reader<QualitySettings> = (value, path) => {
  const settings = { ...DEFAULT_QUALITY, ...chosen(value, path) };
  if (settings.agenciesForOne < settings.agenciesForTwo) {
    throw new ProcedureFormatError(`${path}.agenciesForOne`, 'no fewer agencies than for the mark 2', settings.agenciesForOne);
  }
  if (settings.parFullFrom < settings.parProportionalFrom) {
    throw new ProcedureFormatError(`${path}.parFullFrom`, 'no lower than the share points are given in proportion from', settings.parFullFrom);
  }
  return settings;
};

function percent(value: unknown, path: string): number {
  const read = count(value, path);
  if (read > 100) {
    throw new ProcedureFormatError(path, 'a whole percentage up to 100', value);
  }
  return read;
}
