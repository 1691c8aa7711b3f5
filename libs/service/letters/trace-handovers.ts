import { type DossierEvent, type DossierState, foldEvent, punctualityOf, instant, type StageState } from '#domain';
import type { ControlledHandover, HandoverSide } from '#letters';
import { deskUnit, type UnitNames, unitOfStage } from './stage-units.js';

/** A hand-over with its place in the ledger. */
export interface TracedHandover extends ControlledHandover {
  /** Number of the event that gave the papers out of hand. */
  readonly seq: number;
  /** The stage they were given to, where it is one. */
  readonly stage?: string;
}

type Giver = Pick<ControlledHandover, 'giver' | 'outcome' | 'note'>;
type Receiver = Pick<TracedHandover, 'receiver' | 'stage' | 'note'>;

/**
 * Every hand-over of a dossier in the order it was given, runs and repetitions included, and how the step before stood
 * against its time (NĐ 61/2018 Art. 18 and form 06). A hand-over nobody has confirmed has a receiver without a time.
 */
export function traceHandovers(events: readonly DossierEvent[], names: UnitNames): readonly TracedHandover[] {
  const trace = new Trace(names);
  let state: DossierState | undefined;
  for (const event of events) {
    const next = foldEvent(state, event);
    trace.follow(state ?? next, event, next);
    state = next;
  }
  return trace.handovers;
}

class Trace {
  handovers: readonly TracedHandover[] = [];
  /** Parallel stages that are done and wait for the others of their group. */
  private done: readonly Giver[] = [];
  private imported: HandoverSide | undefined;

  constructor(private readonly names: UnitNames) {}

  follow(before: DossierState, event: DossierEvent, after: DossierState): void {
    this.confirm(after, event);
    switch (event.type) {
      case 'StageForwarded': {
        const givers = [...this.done, this.giverOf(before, event.payload.closed.stage, event)];
        const opened = event.payload.opened.map(({ stage }): Receiver => ({ ...this.receiverOf(after, stage), stage, ...repeatNote(stageOf(after, stage)) }));
        this.done = opened.length === 0 ? givers : [];
        this.give(event, givers, opened);
        return;
      }
      case 'HandoverRefused': {
        const from = stageOf(before, event.payload.closed.stage)?.awaitingAcceptanceFrom;
        this.give(event, [this.giverOf(before, event.payload.closed.stage, event)], from === undefined ? [] : [{ ...this.receiverOf(after, from, event), note: 'Nhận lại do bên nhận từ chối' }]);
        return;
      }
      case 'StageReturned': {
        const receiver = { ...this.receiverOf(after, event.payload.reopened.stage, event), note: 'Trả lại để thực hiện lại' };
        this.give(event, [...this.done, ...event.payload.closed.map(({ stage }) => this.giverOf(before, stage, event))], [receiver]);
        this.done = [];
        return;
      }
      case 'DossierTransferred':
        this.give(event, [{ giver: { unit: this.agency(event.payload.from), ...momentOf(event) } }], [{ receiver: { unit: this.agency(event.payload.to) }, note: 'Chuyển cơ quan giải quyết' }]);
        return;
      case 'ResultRecorded': {
        const closed = event.payload.closed.filter(({ stage }) => this.names.stages.get(stage)?.excluded !== 'return');
        const givers = [...this.done, ...closed.map(({ stage }) => this.giverOf(before, stage, event, false))];
        this.done = [];
        this.give(event, givers, [{ receiver: { unit: this.desk(before), ...momentOf(event) }, note: 'Giao kết quả' }]);
        return;
      }
      case 'ResultHandedOver':
        this.give(event, [{ giver: { unit: this.desk(before), ...momentOf(event) }, ...overallOf(after) }], [{ receiver: { unit: APPLICANT, at: event.occurredAt }, note: 'Trả kết quả' }]);
        return;
      case 'ResultDispatched':
        this.give(event, [{ giver: { unit: this.desk(before), ...momentOf(event) }, ...overallOf(after) }], [{ receiver: { unit: POST, at: event.occurredAt }, note: `Bưu gửi số ${event.payload.trackingNumber}` }]);
        return;
      case 'ResultDelivered':
        this.give(event, [{ giver: { unit: POST, at: event.occurredAt } }], [{ receiver: { unit: APPLICANT, at: event.occurredAt }, note: `Bưu gửi ${event.payload.trackingNumber} đã phát` }]);
        return;
      case 'ResultReturnedToSender':
        this.give(event, [{ giver: { unit: POST, at: event.occurredAt } }], [{ receiver: { unit: this.desk(before), ...momentOf(event) }, note: `Bưu gửi ${event.payload.trackingNumber} không phát được` }]);
        return;
      case 'StageImported':
        this.importStage(before, event);
        return;
      default:
    }
  }

  /** Settles hand-overs whose receiver no longer waits. */
  private confirm(after: DossierState, event: DossierEvent): void {
    this.handovers = this.handovers.map((handover) => {
      const waits = handover.stage !== undefined && handover.receiver.at === undefined && handover.note !== REFUSED && handover.note !== RECALLED;
      if (!waits || stageOf(after, handover.stage)?.awaitingAcceptanceFrom !== undefined) {
        return handover;
      }
      switch (event.type) {
        case 'HandoverRecalled':
          return { ...handover, note: RECALLED };
        case 'HandoverRefused':
          return { ...handover, note: REFUSED };
        default:
          return { ...handover, receiver: { ...handover.receiver, at: event.occurredAt, ...receiverBy(event) } };
      }
    });
  }

  private give({ seq }: DossierEvent, givers: readonly Giver[], receivers: readonly Receiver[]): void {
    this.handovers = [...this.handovers, ...givers.flatMap((giver) => receivers.map((receiver) => ({ ...giver, ...receiver, seq })))];
  }

  private importStage(before: DossierState, event: Extract<DossierEvent, { type: 'StageImported' }>): void {
    const { name, agency, officer, finishedAt } = event.payload;
    const side: HandoverSide = { unit: agency === undefined ? name : `${this.agency(agency)} (${name})`, at: finishedAt, ...(officer === undefined ? {} : { by: officer }) };
    const from = this.imported ?? { unit: this.desk(before), at: before.receivedAt };
    this.imported = side;
    this.give(event, [{ giver: from }], [{ receiver: { unit: side.unit, at: from.at ?? finishedAt, ...(side.by === undefined ? {} : { by: side.by }) }, note: 'Theo nhật ký của hệ thống cũ' }]);
  }

  private giverOf(before: DossierState, id: string, event: DossierEvent, byActor = true): Giver {
    const stage = stageOf(before, id);
    const unit = stage === undefined ? id : unitOfStage(this.names, stage);
    return { giver: { unit, at: event.occurredAt, ...(byActor ? byOf(event) : {}) }, ...(stage === undefined ? {} : { outcome: outcomeOf(stage, event.occurredAt) }) };
  }

  private receiverOf(after: DossierState, id: string, event?: DossierEvent): Pick<Receiver, 'receiver'> {
    const stage = stageOf(after, id);
    return { receiver: { unit: stage === undefined ? id : unitOfStage(this.names, stage), ...(event === undefined ? {} : { at: event.occurredAt }) } };
  }

  private desk({ receivingAgency }: DossierState): string {
    return deskUnit(this.names, receivingAgency);
  }

  private agency(code: string): string {
    return this.names.agencies.get(code)?.name ?? code;
  }
}

const APPLICANT = 'Người nộp hồ sơ';
const POST = 'Dịch vụ bưu chính công ích';
const REFUSED = 'Bên nhận từ chối nhận';
const RECALLED = 'Bên giao thu hồi';

function stageOf(state: DossierState, id: string | undefined): StageState | undefined {
  return state.stages.find((stage) => stage.id === id);
}

/** How the run that ends at `at` stood against its target; a stage outside the clock has none. */
function outcomeOf(stage: StageState, at: number): NonNullable<ControlledHandover['outcome']> {
  if (stage.targetAt === undefined) {
    return 'untimed';
  }
  return stage.lateRuns.includes(stage.run) ? 'late' : punctualityOf(instant(at), instant(stage.targetAt));
}

function overallOf({ finish }: DossierState): Pick<ControlledHandover, 'outcome'> {
  return finish === undefined ? {} : { outcome: finish.punctuality === 'undated' ? 'untimed' : finish.punctuality };
}

function repeatNote(stage: StageState | undefined): { readonly note?: string } {
  return stage !== undefined && stage.run > 1 ? { note: `Lần ${String(stage.run)}` } : {};
}

function momentOf(event: DossierEvent): Omit<HandoverSide, 'unit'> {
  return { at: event.occurredAt, ...byOf(event) };
}

/** Who took papers over by an event: whoever confirmed them or passed them on, or the officer they were assigned to. */
function receiverBy(event: DossierEvent): Pick<HandoverSide, 'by'> {
  switch (event.type) {
    case 'HandoverAccepted':
    case 'StageForwarded':
      return byOf(event);
    case 'OfficerAssigned':
      return event.payload.officer === undefined ? {} : { by: event.payload.officer };
    default:
      return {};
  }
}

function byOf({ actor }: DossierEvent): Pick<HandoverSide, 'by'> {
  return actor.role === 'system' ? {} : { by: actor.subject };
}
