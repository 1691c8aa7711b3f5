import { formatInstant, instant, type Instant, MS_PER_HOUR } from '#domain';
import type { SourceLine } from '#service';
import { Random } from '../../apps/cli/simulation/random.js';

const MS_PER_DAY = 24 * MS_PER_HOUR;
/** Agencies of one procedure: late with a tenth of its dossiers, with a half, and one without a history. */
export const [prompt, slow, other] = ['H99.31', 'H99.32', 'H99.33'] as const;
export const PROCEDURE = '1.013225';

/** Dossiers of the year before a moment: each due ten days after its receipt, ended before or some days after it. */
export function* pastLines(start: Instant, count: number, seed: number): Generator<SourceLine> {
  const random = new Random(seed);
  for (let index = 0; index < count; index += 1) {
    const agency = index % 2 === 0 ? prompt : slow;
    const receivedAt = start - 360 * MS_PER_DAY + Math.floor((index / count) * 340) * MS_PER_DAY;
    const isLate = random.chance(agency === slow ? 0.5 : 0.1);
    const days = isLate ? 10 + random.between(1, 5) : random.between(6, 10);
    yield lineOf(index, agency, receivedAt, formatInstant(instant(Math.round(receivedAt + days * MS_PER_DAY))));
  }
}

function lineOf(index: number, agencyCode: string, receivedAt: number, finishedAt: string): SourceLine {
  const at = instant(receivedAt);
  return {
    line: index + 2,
    fields: {
      code: `CU-${String(index)}`, procedureCode: PROCEDURE, agencyCode, channel: 'counter', applicantName: `Người nộp ${String(index)}`, phone: '0900000001',
      receivedAt: formatInstant(at), dueAt: formatInstant(instant(at + 10 * MS_PER_DAY)), finishedAt, handedOverAt: finishedAt, status: '',
    },
  };
}
