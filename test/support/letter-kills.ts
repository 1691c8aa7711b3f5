import type { Random } from '../../apps/cli/simulation/random.js';

/**
 * Steps of a letter between "owed" and "sent" at which somebody is killed: its row stands; its PDF is stored; its handing over
 * is claimed; the other side has it and has not taken it; has taken it and not answered; the ledger is being told of a signed one.
 */
export const STEPS = ['owed', 'produced', 'claimed', 'received', 'taken', 'told'] as const;
export type Step = (typeof STEPS)[number];

/** Who is killed. */
export const VICTIMS = ['worker', 'gateway', 'database'] as const;
export type Victim = (typeof VICTIMS)[number];

/** Whom to kill, and at which step of some letter. */
export interface Kill {
  readonly step: Step;
  readonly victim: Victim;
}

/** What shows in the database that some letter is at a step; the others show at the mail server and the gateway. */
export const IS_THERE: Partial<Record<Step, string>> = {
  owed: `SELECT FROM letter WHERE status = 'owed' AND delivery_open LIMIT 1`,
  produced: `SELECT FROM letter WHERE status = 'produced' AND NOT EXISTS (SELECT FROM letter_delivery d WHERE d.letter_key = letter.key) LIMIT 1`,
  claimed: `SELECT FROM letter_delivery WHERE status = 'sending' LIMIT 1`,
  told: `SELECT FROM command_inbox WHERE type IN ('RecordLetterIssued', 'RecordLetterSent') AND status = 'pending' LIMIT 1`,
};

export const PAIRS: readonly Kill[] = STEPS.flatMap((step) => VICTIMS.map((victim) => ({ step, victim })));

/** Kills in an order of chance, every victim at every step as often as any other. */
export class KillPlan {
  readonly #left: Kill[];
  readonly #hits = new Map<string, number>();

  constructor(kills: number, random: Random) {
    const even = Array.from({ length: kills }, (_, index) => PAIRS[index % PAIRS.length]).filter((kill) => kill !== undefined);
    this.#left = even.map((kill) => ({ kill, place: random.next() })).toSorted((one, other) => one.place - other.place).map(({ kill }) => kill);
  }

  /** The next one whose victim runs; `undefined` while none of them does. */
  take(runs: (victim: Victim) => boolean): Kill | undefined {
    const index = this.#left.findIndex(({ victim }) => runs(victim));
    return index === -1 ? undefined : this.#left.splice(index, 1)[0];
  }

  /** Notes that some letter was at the step when the victim was killed. */
  hit({ step, victim }: Kill): void {
    this.#hits.set(`${victim} at ${step}`, this.hitsOf({ step, victim }) + 1);
  }

  hitsOf({ step, victim }: Kill): number {
    return this.#hits.get(`${victim} at ${step}`) ?? 0;
  }

  /** How often each victim was killed at each step, for people. */
  toString(): string {
    return STEPS.map((step) => `${step} ${VICTIMS.map((victim) => String(this.hitsOf({ step, victim }))).join('/')}`).join(', ');
  }
}
