import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type DossierState, foldEvent, type NewEvent } from '#domain';
import { dwellDeltas, figureDeltas, GRAINS, MEASURES, PROJECTION_VERSION } from '#domain/figures';
import { lifeOf } from '../../libs/domain/performance/test-support/made-lives.js';
import { CLOCK_COLUMNS } from '../../libs/service/cases/clock-rows.js';
import { FEEDBACK_COLUMNS, ROUND_COLUMNS } from '../../libs/service/feedback/write-feedback.js';
import { PROJECTION_COLUMNS, projectDossier } from '../../libs/service/projection.js';
import { ANNOUNCEMENT_COLUMNS } from '../../libs/service/publication/announcement-rows.js';

/**
 * What each version derives from known ledgers. Whoever changes what is derived raises `PROJECTION_VERSION` by one and adds its line: then
 * databases that are full are brought to it after the upgrade. A line of a version that was released is never changed.
 */
const VERSIONS: Readonly<Record<number, { readonly names: string; readonly lives: string }>> = {
  1: { names: '0976ad4af4921363', lives: '59a31ebf350c323d' },
  2: { names: '914b30e0d219535f', lives: '6d84581d69b65ae1' },
};

const LIVES = 400;

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

/** Row and counts of a life, as they stand after each of its events. */
function derivedFrom(events: readonly NewEvent[]): unknown {
  let state: DossierState | undefined;
  return events.map((event) => {
    const after = foldEvent(state, event);
    const derived = [projectDossier(after), figureDeltas(state, event, after), dwellDeltas(state, event, after)];
    state = after;
    return derived;
  });
}

test('the columns and counts of the projection are those of its version', () => {
  const names = [PROJECTION_COLUMNS, MEASURES, GRAINS, CLOCK_COLUMNS, FEEDBACK_COLUMNS, ROUND_COLUMNS, ANNOUNCEMENT_COLUMNS];
  expect(digestOf(names)).toBe(VERSIONS[PROJECTION_VERSION]?.names);
});

test('what known lives give is what they gave when its version was made', () => {
  const lives = Array.from({ length: LIVES }, (_, index) => lifeOf(Array.from({ length: 3 + (index % 12) }, (__, place) => (index * 7919 + place * 104_729 + index * place * 31) % 1_000_003)));
  expect(digestOf(lives.map(derivedFrom))).toBe(VERSIONS[PROJECTION_VERSION]?.lives);
});

test('every version up to the present one has its line', () => {
  expect(Object.keys(VERSIONS).map(Number)).toEqual(Array.from({ length: PROJECTION_VERSION }, (_, index) => index + 1));
});
