import { instant, type Instant } from '#domain';
import type { Clock, Engine } from '#service';

// Read to know what time it is for the whole installation, never within a decision: that is given its instant.
// eslint-disable-next-line no-restricted-syntax -- a process's source of time, measured at its edge
const ASK = 'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS at';
const MEASURED_EVERY_MS = 10_000;
/** Nobody knows when within a slow answer the clock was read. */
const SLOWEST_ANSWER_MS = 500;

/** In a row. One answer too few is nobody's business: time is counted on. A minute without any is. */
const SAID_AFTER_FAILURES = 6;

/** What a clock of the database is measured by. */
export interface DatabaseClockEdges {
  /** Milliseconds since some moment, never set back or forward. */
  readonly elapsed: () => number;
  /** Runs the work again and again until the returned function is called, whether or not what it began before has ended. The work never fails. */
  readonly repeat: (work: () => Promise<void>, everyMs: number) => () => void;
}

const OF_THIS_PROCESS: DatabaseClockEdges = {
  elapsed: () => performance.now(),
  repeat: (work, everyMs) => {
    const timer = setInterval(() => void work(), everyMs).unref();
    return () => {
      clearInterval(timer);
    };
  },
};

/**
 * Time by PostgreSQL's clock, the one all processes share: asked for every ten seconds and counted on between by what cannot be
 * set. However far the clock of this process's machine jumps, nothing is done by it; while the database is away time goes on.
 */
export class DatabaseClock implements Clock {
  #ahead = 0;
  #failedInARow = 0;
  #isAsking = false;
  readonly #stop: () => void;

  private constructor(
    private readonly engine: Pick<Engine, 'database' | 'options'>,
    private readonly say: (line: string) => void,
    private readonly edges: DatabaseClockEdges,
  ) {
    this.#stop = edges.repeat(() => this.#measureAgain(), MEASURED_EVERY_MS);
  }

  /**
   * Throws when the database does not answer, or too slowly to be believed.
   * @param say told when it has not answered for a minute, and when it does again
   */
  static async open(engine: Pick<Engine, 'database' | 'options'>, say: (line: string) => void, edges: DatabaseClockEdges = OF_THIS_PROCESS): Promise<DatabaseClock> {
    const clock = new DatabaseClock(engine, say, edges);
    try {
      await clock.#measure();
      return clock;
    } catch (error) {
      clock.close();
      throw error;
    }
  }

  now(): Instant {
    return instant(Math.floor(this.edges.elapsed() + this.#ahead));
  }

  /** The instant another clock gave, unless that clock is ahead by more than the allowed skew: then now. */
  notAhead(at: Instant): Instant {
    const now = this.now();
    return at - this.engine.options.clockSkewMs > now ? now : at;
  }

  /** Asks the database for its time. Throws when it does not answer, or too slowly to be believed, and at once while it owes an answer: a database that hangs is given no second connection to hold. */
  async #measure(): Promise<void> {
    if (this.#isAsking) throw new Error('PostgreSQL has not answered the question for its time');
    this.#isAsking = true;
    try {
      await this.#ask();
    } finally {
      this.#isAsking = false;
    }
  }

  async #ask(): Promise<void> {
    const before = this.edges.elapsed();
    const told = await this.engine.database.read.first<{ at: number }>(ASK);
    if (told === undefined) throw new Error('PostgreSQL answered the question for its time with no row');
    const after = this.edges.elapsed();
    if (after - before > SLOWEST_ANSWER_MS) throw new Error('PostgreSQL answered the question for its time too slowly to be believed');
    this.#ahead = told.at - (before + after) / 2;
  }

  /** How often since the last answer that was believed it was to be asked in vain; a question without an end counts every time anew. */
  get failedInARow(): number {
    return this.#failedInARow;
  }

  async #measureAgain(): Promise<void> {
    try {
      await this.#measure();
    } catch (error) {
      this.#failedInARow += 1;
      if (this.#failedInARow === SAID_AFTER_FAILURES) {
        this.say(`The clock of PostgreSQL was asked ${String(SAID_AFTER_FAILURES)} times in vain; time is counted on from its last answer: ${error instanceof Error ? error.message : String(error)}`);
      }
      return;
    }
    if (this.#failedInARow >= SAID_AFTER_FAILURES) this.say('The clock of PostgreSQL answers again');
    this.#failedInARow = 0;
  }

  /** Ends the measuring. */
  close(): void {
    this.#stop();
  }
}
