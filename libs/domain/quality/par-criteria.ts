import type { Points } from '../par-index/points.js';
import type { RateValue } from '../performance/rate-value.js';
import type { ParMeasure, QualitySettings } from './quality-settings.js';

/** What each measure counts, and what points it gives, in words. */
export const PAR_FORMULAS: Readonly<Record<ParMeasure, string>> = {
  'on-time': 'dossiers finished on time / dossiers finished (on-time-of-processed); all points from the upper share on, in proportion from the lower on, else none (shares unverified)',
  apology: 'broken promises with a signed apology / broken promises (apology-coverage); all points where every one has one, else none (unverified)',
  publication: 'procedures fully posted / procedures in force (fully-posted); points in proportion (unverified)',
  sipas: 'satisfied answers / answers of the survey of the year; points in proportion (unverified)',
};

/** The points of a criterion by its measure, in hundredths, half up; `undefined` where nothing was counted. */
export function pointsOfMeasure(measure: ParMeasure, { n, d }: Pick<RateValue, 'n' | 'd'>, maximum: Points, settings: QualitySettings): Points | undefined {
  if (d <= 0) {
    return undefined;
  }
  switch (measure) {
    case 'on-time':
      return n * 100 >= settings.parFullFrom * d ? maximum : n * 100 >= settings.parProportionalFrom * d ? inProportion(n, d, maximum) : 0;
    case 'apology':
      return n >= d ? maximum : 0;
    case 'publication':
    case 'sipas':
      return inProportion(n, d, maximum);
  }
}

function inProportion(n: number, d: number, maximum: Points): Points {
  return Math.floor((2 * maximum * n + d) / (2 * d));
}
