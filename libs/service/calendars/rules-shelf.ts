import { changedAgencies, type ChangedAgencies, type DossierEvent, type Rules, type RulesOf } from '#domain';
import type { Reader, RuleBook } from '../rule-book.js';

/** A procedure version under a calendar version. */
export interface WantedRules {
  readonly code: string;
  readonly version: number;
  readonly snapshot: string;
}

/** Rules read beforehand, so that thousands of dossiers are counted without asking in between. */
export class RulesShelf {
  readonly #rules = new Map<string, Rules>();
  readonly #changes = new Map<string, ChangedAgencies>();

  constructor(private readonly book: Pick<RuleBook, 'rules'>) {}

  /** Reads what is not on the shelf yet. */
  async fetch(tx: Reader, wanted: Iterable<WantedRules>): Promise<void> {
    for (const { code, version, snapshot } of wanted) {
      const key = keyOf(code, version, snapshot);
      if (!this.#rules.has(key)) {
        this.#rules.set(key, await this.book.rules(tx, code, version, snapshot));
      }
    }
  }

  /** Whether rules of a procedure version under a snapshot are on the shelf. */
  has({ code, version, snapshot }: WantedRules): boolean {
    return this.#rules.has(keyOf(code, version, snapshot));
  }

  /** Puts rules there that no published version gives. */
  put(wanted: WantedRules, rules: Rules): void {
    this.#rules.set(keyOf(wanted.code, wanted.version, wanted.snapshot), rules);
  }

  /** Rules of a procedure version by snapshot. Throws for what was not fetched. */
  of(code: string, version: number): RulesOf {
    return (snapshot) => {
      const rules = this.#rules.get(keyOf(code, version, snapshot));
      if (rules === undefined) {
        throw new Error(`The rules of procedure ${code} version ${String(version)} under calendar version ${snapshot} were not read`);
      }
      return rules;
    };
  }

  /** Agencies whose calendars differ between two sets of rules. */
  changes(before: Rules, after: Rules): ChangedAgencies {
    const key = `${before.calendars.snapshot} ${after.calendars.snapshot}`;
    const known = this.#changes.get(key) ?? changedAgencies(before.calendars, after.calendars, after.agencies.keys());
    this.#changes.set(key, known);
    return known;
  }
}

/** Every calendar version the events of a dossier refer to. */
export function snapshotsOf(events: readonly DossierEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'DeadlineMoved' ? [event.calendarSnapshot, event.payload.fromSnapshot] : [event.calendarSnapshot]));
}

function keyOf(code: string, version: number, snapshot: string): string {
  return `${code} ${String(version)} ${snapshot}`;
}
