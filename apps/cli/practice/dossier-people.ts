import { eventOfRow, foldDossier, instant, type Instant, MS_PER_MINUTE, openStages, type DossierState, type ProcedureVersion, type Rating, type WorkingCalendar } from '#domain';
import { readLedgerOf } from '#service';
import { CLERK, HEAD, OFFICER } from '../simulation/people.js';
import type { Random } from '../simulation/random.js';
import { DossierStaff } from '../simulation/staff.js';
import type { Life } from './arrivals.js';
import type { PastCounter } from './past-counter.js';

const WAITING: readonly string[] = ['awaiting-completion', 'awaiting-supplement', 'awaiting-payment', 'paused'];
/** Turns fall on half hours; each dossier's people are so many minutes early, and never twice at once. */
const EARLY_MINUTES = 23;
const LEAST_BETWEEN_MS = 5 * MS_PER_MINUTE;
const RATED_SHARE = 0.35;
type Verdict = readonly [rating: Rating, weight: number];
const VERDICTS: readonly [Verdict, ...Verdict[]] = [['very-satisfied', 6], ['satisfied', 3], ['dissatisfied', 0.6]];
const WAYS = ['desk', 'kiosk', 'portal'] as const;
/** One dossier in so many meets with something beside the usual way. */
const UNUSUAL_SHARE = 0.12;
const OTHER_COMMUNE: Readonly<Record<string, string>> = { 'H99.31': 'H99.32', 'H99.32': 'H99.31', 'H99.33': 'H99.31' };

/** The people around one dossier of the practice: those of the simulation, who here also ask others, send back, cancel, pass on and are rated. */
export class DossierPeople {
  readonly #staff: DossierStaff;
  readonly #random: Random;
  readonly #early: number;
  #unusual: boolean;

  constructor(
    private readonly counter: PastCounter,
    private readonly life: Life,
    private readonly dossier: { readonly code: string; readonly id: string },
    private readonly procedures: readonly ProcedureVersion[],
    calendarOf: (agency: string) => WorkingCalendar,
  ) {
    this.#staff = new DossierStaff(counter, life.arrival, dossier.code, dossier.id, calendarOf);
    this.#random = life.arrival.temper.random.branch(7);
    this.#early = Math.floor(this.#random.between(0, EARLY_MINUTES)) * MS_PER_MINUTE;
    this.#unusual = life.diligence === 'thorough' && this.#random.chance(UNUSUAL_SHARE);
  }

  /** One turn at the counter's present instant; when the next one is, unless it is over. */
  async act(): Promise<Instant | undefined> {
    const state = await this.#state();
    if (await this.#leave(state)) {
      return undefined;
    }
    if (this.#unusual && (await this.#doSomethingUnusual(state))) {
      this.#unusual = false;
      return this.#after(instant(this.counter.now + 60 * MS_PER_MINUTE));
    }
    const { next } = await this.#staff.act();
    if (next !== undefined) {
      return this.#after(next);
    }
    await this.#rate();
    return undefined;
  }

  /** Whether its people leave it as it is now, after what they do last. */
  async #leave(state: DossierState): Promise<boolean> {
    const stage = openStages(state)[0];
    switch (this.life.diligence) {
      case 'none':
        return true;
      case 'until-it-waits':
        return WAITING.includes(state.status);
      case 'until-at-work': {
        if (stage === undefined || stage.group === 0) return false;
        await this.counter.command(HEAD, this.dossier.code, 'Assign', { officer: this.counter.officerFor(stage.agency, this.life.number), stage: stage.id });
        return true;
      }
      case 'until-returned':
        return this.#sendBack(state);
      case 'thorough':
        return false;
    }
  }

  /** Sends the stage before back to be done again, once there is one that an officer did. */
  async #sendBack(state: DossierState): Promise<boolean> {
    const stage = openStages(state)[0];
    const before = stage === undefined ? undefined : state.stages.find(({ part, group }) => part === state.part && group === stage.group - 1 && group > 0);
    if (before === undefined) return false;
    const { status } = await this.counter.command(HEAD, this.dossier.code, 'ReturnToStage', { stage: before.id }, { reason: 'Hồ sơ thẩm định chưa nêu đủ căn cứ' });
    return status === 'applied';
  }

  #after(mark: Instant): Instant {
    return instant(Math.max(mark - this.#early, this.counter.now + LEAST_BETWEEN_MS));
  }

  /** False while the dossier is not where something unusual can happen to it. */
  async #doSomethingUnusual(state: DossierState): Promise<boolean> {
    const stage = openStages(state)[0];
    if (state.status !== 'in-progress' || stage === undefined || stage.group === 0) {
      return false;
    }
    const { code } = this.dossier;
    const consultation = this.procedures.find((each) => each.code === state.procedure.code && each.version === state.procedure.version)?.consultations?.[0];
    const elsewhere = OTHER_COMMUNE[state.competentAgency];
    if (consultation !== undefined) {
      await this.counter.command(OFFICER, code, 'RequestOpinion', { consultation: consultation.code, agency: 'H99.05', documentNumber: `YK-${String(this.life.number)}` });
    } else if (this.#random.chance(0.5) && (await this.#sendBack(state))) {
      return true;
    } else if (elsewhere !== undefined && this.#random.chance(0.3)) {
      await this.counter.command(HEAD, code, 'Transfer', { agency: elsewhere, reasonCode: 'wrong-competence' }, { reason: 'Không thuộc thẩm quyền theo địa bàn' });
    } else if (this.#random.chance(0.3)) {
      await this.counter.command(HEAD, code, 'Cancel', { reasonCode: 'duplicate' }, { reason: 'Nhập trùng hồ sơ' });
    }
    return true;
  }

  /** Applicants who have their result say how satisfied they are, some of them. */
  async #rate(): Promise<void> {
    if ((await this.#state()).status !== 'returned' || !this.#random.chance(RATED_SHARE)) return;
    const [rating] = this.#random.weighted(VERDICTS, ([, weight]) => weight);
    await this.counter.command(CLERK, this.dossier.code, 'RateService', { rating, channel: this.#random.pick(WAYS) });
  }

  async #state(): Promise<DossierState> {
    return foldDossier((await readLedgerOf(this.counter.engine, this.dossier.id)).map(eventOfRow));
  }
}
