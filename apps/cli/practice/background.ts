import { addCalendarDays, type Instant, instantAt, localDateOf, MS_PER_HOUR, sameClockAfter } from '#domain';
import { applyCase, applyTransition, deliverLetter, type Engine, escalateApologies, makeDigests, openDueReports, placeNotices, produceLetter, warnOfStages } from '#service';
import { makeMorningLists } from '#service/figures';
import { signEverythingOwed } from '../simulation/signing.js';
import { NOWHERE } from './nowhere.js';
import { PastCounter } from './past-counter.js';

const BATCH = 200;
/** Apologies of promises broken longer ago than this have been signed; later ones may wait. */
const SIGNED_AFTER_DAYS = 4;
/** What people were told is made out for so many days back. */
const TOLD_DAYS = 6;
/** Letters are drawn for so many days back, and all apologies: who practises looks at these. */
const DRAWN_DAYS = 5;
/** What the national portal was not told yet is told by the relay; everything before it took within minutes, one event in sixteen too late. */
const TOLD_PORTAL_DAYS = 2;
const LETTERS_AT_ONCE = 4;
/** What falls due is settled at least this often while there is work. */
const SETTLED_EVERY_MS = 2 * MS_PER_HOUR;
/** Lists and digests are made as the offices open; letters leave and apologies are signed as they close. */
const [MORNING, EVENING] = [7 * 60 + 35, 17 * 60 + 30];

/** What relay and workflows would have done by an instant of the past. */
export class Background {
  #evenings = 0;
  #settled: Instant;
  #next: Instant;

  constructor(
    private readonly engine: Engine,
    begins: Instant,
    private readonly now: Instant,
  ) {
    this.#next = instantAt(localDateOf(begins), MORNING);
    this.#settled = begins;
  }

  /** Settles what has fallen due by an instant, and has each morning and evening on the way. */
  async until(at: Instant): Promise<void> {
    while (this.#next <= at) {
      const mark = this.#next;
      const day = localDateOf(mark);
      await this.#settle(mark);
      if (mark === instantAt(day, MORNING)) {
        await this.#beginDay(mark);
        this.#next = instantAt(day, EVENING);
      } else {
        await this.#endDay(mark);
        this.#next = instantAt(addCalendarDays(day, 1), MORNING);
      }
    }
    if (at >= this.#settled + SETTLED_EVERY_MS || at >= this.now) {
      await this.#settle(at);
    }
  }

  async #settle(at: Instant): Promise<void> {
    this.#settled = at;
    const due = await this.engine.database.read.rows<{ id: string }>(
      `SELECT id FROM dossier WHERE next_point_at < $1 UNION SELECT dossier_id FROM command_inbox WHERE status = 'pending'`, [at - this.engine.options.clockSkewMs]);
    for (const { id } of due) await applyTransition(this.engine, id, ['wake'], at);
    const cases = await this.engine.database.read.rows<{ id: string }>('SELECT id FROM deadline_case WHERE next_point_at < $1', [at - this.engine.options.clockSkewMs]);
    for (const { id } of cases) await applyCase(this.engine, id, at);
  }

  async #beginDay(at: Instant): Promise<void> {
    while ((await openDueReports(this.engine, at, BATCH)) > 0);
    if (at > sameClockAfter(this.now, -TOLD_DAYS)) {
      while ((await makeMorningLists(this.engine, at, BATCH)) > 0);
      await this.#tellStaff(at);
    }
  }

  async #endDay(at: Instant): Promise<void> {
    this.#evenings += 1;
    if (at < sameClockAfter(this.now, -SIGNED_AFTER_DAYS)) {
      await signEverythingOwed(new PastCounter(this.engine, `practice-evening-${String(this.#evenings)}`, at));
    }
    await this.#sendLetters(at);
    if (at < sameClockAfter(this.now, -TOLD_PORTAL_DAYS)) {
      await this.engine.database.read.run(`UPDATE sync_outbox SET settled_at = owed_at + 60000 * (1 + (to_seq * 7) % 16), outcome = 'acknowledged' WHERE settled_at IS NULL AND owed_at <= $1`, [at]);
    }
    if (at > sameClockAfter(this.now, -TOLD_DAYS)) {
      await this.#tellStaff(at);
    }
  }

  /** Letters leave on the evening of their day, as far as they need no signature; nothing outside hears of it. */
  async #sendLetters(at: Instant): Promise<void> {
    if (at < sameClockAfter(this.now, -DRAWN_DAYS)) {
      await this.engine.database.read.run(`UPDATE letter SET status = 'withdrawn', delivery_open = false WHERE status = 'owed' AND NOT awaits_signature AND kind <> 'apology'`, []);
    }
    const owed = await this.engine.database.read.rows<{ key: string }>('SELECT key FROM letter WHERE delivery_open AND NOT awaits_signature ORDER BY owed_at, key');
    const waiting = owed.values();
    const carrier = async (): Promise<void> => {
      for (const { key } of waiting) {
        await produceLetter(this.engine, key, at);
        await deliverLetter(this.engine, NOWHERE, key, at);
      }
    };
    await Promise.all(Array.from({ length: LETTERS_AT_ONCE }, carrier));
    await this.#settle(at);
  }

  async #tellStaff(at: Instant): Promise<void> {
    while ((await warnOfStages(this.engine, at, BATCH)).looked === BATCH);
    await makeDigests(this.engine, at, BATCH);
    await escalateApologies(this.engine, at);
    await placeNotices(this.engine, at);
  }
}
