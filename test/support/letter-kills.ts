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

/** Who is killed together, while some letter is at a step. */
export interface Blow {
  readonly step: Step;
  readonly victims: readonly Victim[];
}

/** What shows in the database that some letter is at a step; the others show at the mail server and the gateway. */
export const IS_THERE: Partial<Record<Step, string>> = {
  owed: `SELECT FROM letter WHERE status = 'owed' AND delivery_open LIMIT 1`,
  produced: `SELECT FROM letter WHERE status = 'produced' AND NOT EXISTS (SELECT FROM letter_delivery d WHERE d.letter_key = letter.key) LIMIT 1`,
  claimed: `SELECT FROM letter_delivery WHERE status = 'sending' LIMIT 1`,
  told: `SELECT FROM command_inbox WHERE type IN ('RecordLetterIssued', 'RecordLetterSent') AND status = 'pending' LIMIT 1`,
};

/** Every group that can be killed together: one alone, two, all. */
const GROUPS = Array.from({ length: 2 ** VICTIMS.length - 1 }, (_, index) => VICTIMS.filter((_victim, place) => ((index + 1) >> place) % 2 === 1));
const BLOWS: readonly Blow[] = STEPS.flatMap((step) => GROUPS.map((victims) => ({ step, victims })));

/** Blows in an order of chance, every group at every step as often as any other, until so many were killed. */
export class KillPlan {
  readonly #left: Blow[];
  readonly #hits = new Map<string, number>();

  constructor(kills: number, random: Random) {
    const blows: Blow[] = [];
    for (let left = kills, round: Blow[] = []; left > 0; ) {
      if (round.length === 0) round = shuffled(BLOWS, random);
      const { step, victims } = round.pop() ?? { step: 'owed', victims: [] };
      blows.push({ step, victims: victims.slice(0, left) });
      left -= victims.length;
    }
    this.#left = blows;
  }

  get isOver(): boolean {
    return this.#left.length === 0;
  }

  /** The next one whose victims all run; `undefined` while there is none. */
  take(runs: (victim: Victim) => boolean): Blow | undefined {
    const index = this.#left.findIndex(({ victims }) => victims.every(runs));
    return index === -1 ? undefined : this.#left.splice(index, 1)[0];
  }

  /** Notes that some letter was at the step when the blow fell. */
  hit({ step, victims }: Blow): void {
    for (const victim of victims) this.#hits.set(`${victim} at ${step}`, this.#hitsOf(victim, step) + 1);
  }

  /** Victims that were never killed while some letter was at a step. */
  get missed(): readonly string[] {
    return STEPS.flatMap((step) => VICTIMS.filter((victim) => this.#hitsOf(victim, step) === 0).map((victim) => `${victim} at ${step}`));
  }

  /** How often each victim was killed while some letter was at each step, for people. */
  toString(): string {
    return STEPS.map((step) => `${step} ${VICTIMS.map((victim) => String(this.#hitsOf(victim, step))).join('/')}`).join(', ');
  }

  #hitsOf(victim: Victim, step: Step): number {
    return this.#hits.get(`${victim} at ${step}`) ?? 0;
  }
}

function shuffled(blows: readonly Blow[], random: Random): Blow[] {
  return blows.map((blow) => ({ blow, place: random.next() })).toSorted((one, other) => one.place - other.place).map(({ blow }) => blow);
}
