import { type Instant, MS_PER_HOUR, type WorkingCalendar } from '#domain';
import { type Engine, fileGroup } from '#service';
import type { Random } from '../simulation/random.js';
import type { Due } from './agenda.js';
import { inventedPerson } from './invented-people.js';

const DESK = 'H99.31';
const CLERK = { subject: `clerk@${DESK}`, role: 'clerk', agency: DESK } as const;
/** Working hours ago at which parents come with the papers of a birth, for three procedures at once. */
const HOURS_AGO = [2, 7, 15, 30, 70] as const;
const PAPERS = ['H99-LT63-CHUNGSINH', 'H99-CA05-CT01', 'H99-BH01-TK1'] as const;
/** Numbers of these people are nobody else's. */
const FIRST_PERSON = 398_000;

/** What is laid before the agenda, and for whom. */
interface GroupsPlan {
  readonly calendar: WorkingCalendar;
  readonly now: Instant;
  readonly random: Random;
  readonly say: (line: string) => void;
}

/** Filings for several procedures at once, by people of their own: each opens its dossiers together, under one code. */
export function groupFilings(engine: Engine, { calendar, now, random, say }: GroupsPlan): readonly Due[] {
  return HOURS_AGO.map((hours, index): Due => {
    const at = calendar.addWorkingTime(now, -hours * MS_PER_HOUR);
    const body = {
      group: 'LT-63-2024',
      channel: 'counter' as const,
      agencyCodes: [DESK, `H99.81${DESK.slice('H99'.length)}`],
      applicant: inventedPerson(FIRST_PERSON + index, random.branch(index)),
      papers: PAPERS.map((code) => ({ code, copies: 1, kind: 'original' as const })),
    };
    return {
      at,
      act: async () => {
        const filed = await fileGroup(engine, { now: () => at }, { actor: CLERK, idempotencyKey: `practice-group-${String(index)}`, body });
        if (filed.kind !== 'created') say(`A group was not filed: ${filed.kind === 'refused' ? filed.refusal.code : filed.kind}`);
        return [];
      },
    };
  });
}
