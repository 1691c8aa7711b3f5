import { eventOfRow, foldDossier, instant, type Instant, MS_PER_HOUR, MS_PER_MINUTE, officersGrounds, openStages, type DossierState, type PauseGround, type ProcedureVersion, type StageState, type WorkingCalendar } from '#domain';
import { readLedgerOf } from '#service';
import type { Arrival } from './population.js';
import { CLERK, HEAD, OFFICER, PROVINCE } from './people.js';
import { signApology } from './signing.js';
import type { Counter } from './counter.js';

/** How one dossier's people go on: something happens now, and again at `next` unless it is over. */
export interface Turn {
  readonly next: Instant | undefined;
}

/** Working days a careful signatory gives beyond the computed date: as many as an installation that chose nothing allows. */
const MARGIN_DAYS = 5;

/** Nothing more happens with the dossier within the month. */
const OVER: Turn = { next: undefined };

/** The people around one dossier, acting turn by turn on what the dossier's ledger says. */
export class DossierStaff {
  #seen = false;
  #supplemented = false;
  #paused = false;
  #lingered = false;
  #signed = false;
  #notified = false;
  #plan: { readonly run: string; readonly doneAt: Instant } | undefined;

  constructor(
    private readonly world: Counter,
    private readonly arrival: Arrival,
    private readonly code: string,
    private readonly id: string,
    private readonly calendarOf: (agency: string) => WorkingCalendar,
  ) {}

  /** One turn at the world's present instant. */
  async act(): Promise<Turn> {
    const state = foldDossier((await readLedgerOf(this.world.engine, this.id)).map(eventOfRow));
    switch (state.status) {
      case 'registered':
        return this.answer();
      case 'received':
      case 'in-progress':
        return this.work(state);
      case 'awaiting-completion':
      case 'awaiting-supplement':
        return this.awaitPapers(state);
      case 'awaiting-payment':
        await this.world.command(CLERK, this.code, 'MeetFinancialObligation', { receiptNumber: `BL-${String(this.arrival.number)}` });
        return this.after(1);
      case 'paused':
        await this.world.command(OFFICER, this.code, 'ResumeClock', { documentNumber: `TL-${String(this.arrival.number)}` });
        return this.after(1);
      case 'finished':
        return this.handOver();
      case 'intake-refused':
      case 'withdrawn':
      case 'suspended':
      case 'returned':
      case 'cancelled':
        return OVER;
    }
  }

  /** The desk answers an online filing when it is next open. */
  private async answer(): Promise<Turn> {
    if (!this.#seen) {
      this.#seen = true;
      return this.after(0.5);
    }
    if (this.arrival.temper.refusedAtIntake) {
      await this.world.command(CLERK, this.code, 'RefuseIntake', { reasonCode: 'incomplete' }, { reason: 'Thiếu giấy tờ bắt buộc' });
      return OVER;
    }
    await this.world.command(CLERK, this.code, 'Accept', {});
    return this.after(0.3);
  }

  /** Papers asked for are brought, or never; then the desk closes the dossier when the applicant's time is over. */
  private async awaitPapers(state: DossierState): Promise<Turn> {
    if (this.arrival.temper.bringsPapers) {
      await this.world.command(CLERK, this.code, 'ReceiveSupplement', {});
      return this.after(1);
    }
    const limit = state.supplements.at(-1)?.applicantDueAt ?? this.world.now;
    if (limit >= this.world.now) {
      return { next: this.roundUp(limit) };
    }
    await this.world.command(CLERK, this.code, 'CloseUnsupplemented', { reasonCode: 'not-supplemented' }, { reason: 'Quá thời hạn bổ sung' });
    return this.after(1);
  }

  /** Some wait at the desk, some come days later, and some results stay on the shelf. */
  private async handOver(): Promise<Turn> {
    const { collects, random } = this.arrival.temper;
    if (collects !== 'at-once' && !this.#notified) {
      this.#notified = true;
      await this.world.command(CLERK, this.code, 'NotifyResult', { means: 'sms' });
      await this.world.command(CLERK, this.code, 'ShelveResult', { place: `K-${String((this.arrival.number % 40) + 1)}` });
      return collects === 'never' ? OVER : { next: this.inOfficeHours(this.world.now + random.between(24, 216) * MS_PER_HOUR) };
    }
    await this.world.command(CLERK, this.code, 'HandOver', { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, { receiver: 'Người nộp hồ sơ' });
    return OVER;
  }

  private async work(state: DossierState): Promise<Turn> {
    const { temper } = this.arrival;
    const signing = await this.signIfDrafted(state);
    if (signing !== undefined) {
      return signing;
    }
    const stage = openStages(state)[0];
    if (stage === undefined) {
      return OVER;
    }
    const doneAt = this.planFor(state, stage);
    if (doneAt > this.world.now) {
      return { next: this.wakeForDraft(state, doneAt) };
    }
    if (stage.officer === undefined && stage.group > 0) {
      await this.world.command(OFFICER, this.code, 'Assign', { officer: this.world.officerFor(stage.agency, this.arrival.number), stage: stage.id });
    }
    if (temper.withdraws && stage.group > 0) {
      await this.world.command(CLERK, this.code, 'Withdraw', { reasonCode: 'applicant-request' }, { reason: 'Người nộp đề nghị dừng' });
      return OVER;
    }
    const ground = temper.pauses && !this.#paused && stage.group > 0 ? await this.groundFor(state) : undefined;
    if (ground !== undefined) {
      this.#paused = true;
      await this.world.command(OFFICER, this.code, 'PauseClock', { ground, documentNumber: `TD-${String(this.arrival.number)}` });
      return { next: this.inOfficeHours(this.world.now + temper.random.between(24, 144) * MS_PER_HOUR) };
    }
    if (temper.needsSupplement && !this.#supplemented && stage.group > 0) {
      this.#supplemented = true;
      return this.requestSupplement();
    }
    return this.finishStage(state, stage);
  }

  /** When the work on a run of a stage will be done; decided the first time the run is seen. */
  private planFor(state: DossierState, stage: StageState): Instant {
    const run = `${String(stage.part)}.${stage.id}#${String(stage.run)}`;
    if (this.#plan?.run !== run) {
      this.#plan = { run, doneAt: this.durationOf(state, stage) };
    }
    return this.#plan.doneAt;
  }

  private durationOf(state: DossierState, stage: StageState): Instant {
    const { temper } = this.arrival;
    if (temper.late && !this.#lingered && stage.group > 0 && stage.targetAt !== undefined && state.dueAt !== undefined) {
      this.#lingered = true;
      const overrun = Math.floor(temper.random.between(2, 40) * MS_PER_HOUR);
      return this.roundUp(this.calendarOf(stage.agency).addWorkingTime(instant(state.dueAt), overrun));
    }
    if (stage.targetAt === undefined || stage.targetAt <= this.world.now) {
      return this.roundUp(this.world.now + 10 * MS_PER_MINUTE);
    }
    const calendar = this.calendarOf(stage.agency);
    const budget = calendar.workingTimeBetween(this.world.now, instant(stage.targetAt));
    return this.roundUp(calendar.addWorkingTime(this.world.now, Math.floor(budget * temper.pace)));
  }

  /** Who apologises looks in when the draft is due, before the work is done. */
  private wakeForDraft(state: DossierState, doneAt: Instant): Instant {
    const draftAt = state.milestones.apologyDraftAt;
    const looks = this.arrival.temper.apologises && !this.#signed && draftAt !== undefined && state.dueAt !== undefined && state.dueAt > this.world.now;
    const look = looks ? this.roundUp(Math.max(draftAt, this.world.now) + MS_PER_HOUR) : doneAt;
    return look < doneAt ? look : doneAt;
  }

  /** A drafted apology is signed in time by diligent signatories; the others let it lie until the evening of the day it is broken. */
  private async signIfDrafted(state: DossierState): Promise<Turn | undefined> {
    const { temper } = this.arrival;
    const brokenUnsigned = state.promises.some((promise) => promise.brokenAt !== undefined && promise.apology !== 'signed');
    if (this.#signed || !temper.apologises || state.reappointed || (state.apologyDraft === undefined && !brokenUnsigned)) {
      return undefined;
    }
    this.#signed = true;
    const calendar = this.calendarOf(state.competentAgency);
    const proposed = state.apologyDraft?.proposedAt ?? 0;
    const generous = proposed > this.world.now ? calendar.addWorkingDays(instant(proposed), MARGIN_DAYS, 'same-clock') : undefined;
    const hasty = calendar.addWorkingDays(instant(Math.max(this.world.now, state.dueAt ?? 0)), 1, 'same-clock');
    await signApology(this.world, this.code, state, temper.breaksAgain ? hasty : generous);
    return this.after(0.5);
  }

  private async requestSupplement(): Promise<Turn> {
    const outcome = await this.world.command(
      HEAD,
      this.code,
      'RequestSupplement',
      { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' },
      { reason: 'Thiếu bản vẽ theo quy định' },
    );
    return outcome.status === 'applied' ? { next: this.inOfficeHours(this.world.now + this.arrival.temper.random.between(24, 120) * MS_PER_HOUR) } : this.after(1);
  }

  private async finishStage(state: DossierState, stage: StageState): Promise<Turn> {
    const rest = state.stages.filter((other) => other.part === state.part && other.group > stage.group);
    const last = rest.every((other) => other.targetAt === undefined);
    if (!last) {
      await this.world.command(OFFICER, this.code, 'Forward', { stage: stage.id });
      return this.after(0.2);
    }
    const obligation = await this.secondPartAhead(state);
    if (obligation && this.arrival.temper.owesNothing) {
      await this.world.command(OFFICER, this.code, 'ConfirmNoObligation', { documentNumber: `KT-${String(this.arrival.number)}` });
      return this.after(1);
    }
    if (obligation) {
      await this.world.command(OFFICER, this.code, 'RaiseFinancialObligation', { amount: 1_250_000 });
      return { next: this.inOfficeHours(this.world.now + this.arrival.temper.random.between(24, 96) * MS_PER_HOUR) };
    }
    if (this.arrival.temper.refusedAfterAppraisal && !state.refusalDecided) {
      await this.world.command(HEAD, this.code, 'RefuseAfterAppraisal', { reasonCode: 'not-eligible', documentNumber: `TB-${String(this.arrival.number)}` }, { reason: 'Không đủ điều kiện theo quy định' });
      return this.after(1);
    }
    await this.world.command(CLERK, this.code, 'RecordResult', { resultNumber: `KQ-${String(this.arrival.number)}` });
    return this.after(2);
  }

  private async secondPartAhead(state: DossierState): Promise<boolean> {
    if (state.part > 1) {
      return false;
    }
    const procedure = await this.procedureOf(state);
    return (procedure.cases.find((candidate) => candidate.code === state.procedure.caseCode)?.parts.length ?? 1) > 1;
  }

  /** A legal ground of the procedure to stop its clock on; the financial obligation has a command of its own. */
  private async groundFor(state: DossierState): Promise<PauseGround | undefined> {
    const [first, ...rest] = officersGrounds(await this.procedureOf(state));
    return first === undefined ? undefined : this.arrival.temper.random.pick([first, ...rest]);
  }

  private async procedureOf({ procedure: { code, version } }: DossierState): Promise<ProcedureVersion> {
    const { engine } = this.world;
    return (await engine.rules.procedure(engine.database.read, code, version)).procedure;
  }

  private inOfficeHours(at: number): Instant {
    return this.roundUp(this.calendarOf(PROVINCE).addWorkingTime(instant(Math.floor(at)), 0));
  }

  /** Some hours on, within desk hours. */
  private after(hours: number): Turn {
    return { next: this.roundUp(this.calendarOf(PROVINCE).addWorkingTime(this.world.now, hours * MS_PER_HOUR)) };
  }

  /** Turns fall on half hours, so that many are taken at one virtual instant. */
  private roundUp(at: number): Instant {
    const mark = 30 * MS_PER_MINUTE;
    return instant(Math.ceil((Math.max(at, this.world.now) + 1) / mark) * mark);
  }
}
