import { escalateApologies, MAILS_AT_ONCE, makeDigests, placeNotices, sendStaffMails, warnOfStages } from '#service';
import { makeMorningLists, tellMorning } from '#service/figures';
import type { RelayParts } from './loops.js';
import type { RelayMetrics } from './metrics.js';
import type { Loop } from './runner.js';

const SECOND = 1_000;
/** Dossiers and people one pass takes: it holds their rows no longer than a clerk would notice. */
const WARNED_AT_ONCE = 100;
const SUMMED_AT_ONCE = 100;
/** People one statement counts the stored lists for: it reads the lines of the day once. */
const TOLD_AT_ONCE = 500;
/** Agencies whose lists of the morning one transaction makes. */
const LISTED_AT_ONCE = 50;

/** What staff are told. Without a mailer nothing goes out by e-mail; the screen shows all the same. */
export function staffLoops({ engine, mailer }: RelayParts, metrics: RelayMetrics): readonly Loop[] {
  const told: readonly Loop[] = [
    {
      name: 'stage-warnings',
      everyMs: 10 * SECOND,
      once: async (at) => {
        const { looked, told: notices } = await warnOfStages(engine, at, WARNED_AT_ONCE);
        metrics.told('stage-warning', notices);
        return looked === WARNED_AT_ONCE;
      },
    },
    {
      name: 'digests',
      everyMs: 30 * SECOND,
      once: async (at) => {
        const people = await makeDigests(engine, at, SUMMED_AT_ONCE);
        metrics.told('digest', people);
        return people === SUMMED_AT_ONCE;
      },
    },
    {
      name: 'morning-lists',
      everyMs: 15 * SECOND,
      once: async (at) => {
        if ((await makeMorningLists(engine, at, LISTED_AT_ONCE)) === LISTED_AT_ONCE) return true;
        const people = await tellMorning(engine, at, TOLD_AT_ONCE);
        metrics.told('morning-list', people);
        return people === TOLD_AT_ONCE;
      },
    },
    {
      name: 'escalations',
      everyMs: 30 * SECOND,
      once: async (at) => {
        metrics.told('escalation', await escalateApologies(engine, at));
        return false;
      },
    },
    {
      name: 'openings',
      everyMs: 5 * SECOND,
      once: async (at) => {
        await placeNotices(engine, at);
        return false;
      },
    },
  ];
  if (mailer === undefined) {
    return told;
  }
  const mails: Loop = {
    name: 'staff-mail',
    everyMs: 10 * SECOND,
    once: async (at) => {
      const tally = await sendStaffMails(engine, mailer, at);
      metrics.mailed(tally);
      return tally.sent === MAILS_AT_ONCE;
    },
  };
  return [...told, mails];
}
