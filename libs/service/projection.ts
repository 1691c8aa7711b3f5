import { awaitedDates, currentPromise, type DossierState, holdersOf, indexOverdueHere, isClosed, isInStock, openStages, pendingForwarding, pendingTransfer, pointsOfInterest, shipmentUnderWay, statutoryOverdueHere } from '#domain';
import type { Transaction } from '#persistence';

/** Columns of the dossier row that follow from its events; everything but the sequencer's own, `workflow_seen_at`, `stage_warn_at` and `endangered_from`. */
export interface DossierProjection {
  readonly code: string;
  readonly status: string;
  readonly closed: boolean;
  readonly in_stock: boolean;
  readonly imported: boolean;
  readonly province: string;
  readonly receiving_agency: string;
  readonly competent_agency: string;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly case_code: string;
  readonly field_code: string;
  readonly channel: string;
  /** The agency of the commune the matter lies in, as intake routed it. */
  readonly place: string | null;
  readonly received_at: number;
  readonly submitted_at: number | null;
  readonly accepted_at: number | null;
  readonly first_appointment: number | null;
  readonly due_at: number | null;
  readonly appointment: number | null;
  readonly basis: string;
  readonly provisional: boolean;
  readonly unconfirmed: boolean;
  readonly became_late_at: number | null;
  readonly excused: boolean;
  readonly promises: number;
  readonly promises_broken: number;
  /** When the date last given passed. */
  readonly promise_broken_at: number | null;
  readonly paused_at: number | null;
  readonly pause_ground: string | null;
  readonly supplements: number;
  /** By when another agency whose answer is awaited should have given it, and from when one of them is late. */
  readonly awaited_due_at: number | null;
  readonly awaited_late_from: number | null;
  readonly stages: readonly string[];
  readonly holders: readonly string[];
  readonly officers: readonly string[];
  /** Who has an open stage to do again: its officer, or its agency before there is one. */
  readonly returned_to: readonly string[];
  readonly stage_target_at: number | null;
  readonly stage_late: boolean;
  /** Hand-overs still to happen: desk to agency, and to the competent agency of another territory. */
  readonly transfer_due_at: number | null;
  readonly forwarding_due_at: number | null;
  readonly apology_draft_at: number | null;
  readonly finished_at: number | null;
  readonly punctuality: string | null;
  readonly delay_ms: number | null;
  /** From when it is, or was to its end, overdue by item 2.1 of index 766 with its agency, and how it ended by it. */
  readonly index_overdue_at: number | null;
  readonly index_end: string | null;
  /** No date the index could judge by. */
  readonly index_undated: boolean;
  /** The end of the limit of the statute beside the promise, from when it is, or was to its end, past it with its agency, and whether an end cannot tell. */
  readonly statutory_due_at: number | null;
  readonly statutory_overdue_at: number | null;
  readonly statutory_unknown: boolean;
  readonly shelf: string | null;
  /** From when a result that waits at the desk is uncollected. */
  readonly uncollected_at: number | null;
  readonly returned_at: number | null;
  /** Code of the dossier it corrects. */
  readonly correction_of: string | null;
  /** The rating that counts, and when it was given. */
  readonly rating: string | null;
  readonly rated_at: number | null;
  readonly personal_version: number;
  readonly erased: boolean;
  readonly next_point_at: number | null;
  readonly next_point_kind: string | null;
}

/** The row a state gives; `verify` compares it column by column with the stored one. */
export function projectDossier(state: DossierState): DossierProjection {
  const open = openStages(state);
  const awaited = isInStock(state.status) ? awaitedDates(state) : {};
  const point = isClosed(state.status) ? undefined : pointsOfInterest(state)[0];
  const targets = open.flatMap((stage) => (stage.targetAt === undefined || state.pause !== undefined ? [] : [stage.targetAt]));
  return {
    code: state.code,
    status: state.status,
    closed: isClosed(state.status),
    in_stock: isInStock(state.status),
    imported: state.imported,
    province: state.province,
    receiving_agency: state.receivingAgency,
    competent_agency: state.competentAgency,
    procedure_code: state.procedure.code,
    procedure_version: state.procedure.version,
    case_code: state.procedure.caseCode,
    field_code: state.field,
    channel: state.channel,
    place: state.place ?? null,
    received_at: state.receivedAt,
    submitted_at: state.submittedAt ?? null,
    accepted_at: state.acceptedAt ?? null,
    first_appointment: state.firstAppointment ?? null,
    due_at: state.dueAt ?? null,
    appointment: state.appointment ?? null,
    basis: state.basis,
    provisional: state.provisional,
    unconfirmed: state.unconfirmedYears.length > 0,
    became_late_at: state.becameLateAt ?? null,
    excused: state.excused === true,
    promises: currentPromise(state)?.number ?? 0,
    promises_broken: state.promises.filter((promise) => promise.brokenAt !== undefined).length,
    promise_broken_at: currentPromise(state)?.brokenAt ?? null,
    paused_at: state.pause?.at ?? null,
    pause_ground: state.pause?.ground ?? null,
    supplements: state.supplements.length,
    awaited_due_at: awaited.dueAt ?? null,
    awaited_late_from: awaited.lateFrom ?? null,
    stages: open.map((stage) => stage.id),
    holders: holdersOf(state),
    officers: [...new Set(open.flatMap((stage) => (stage.officer === undefined ? [] : [stage.officer])))],
    returned_to: [...new Set(open.flatMap((stage) => (stage.run === 1 ? [] : [stage.officer ?? stage.agency])))],
    stage_target_at: targets.length === 0 ? null : Math.min(...targets),
    stage_late: open.some((stage) => stage.lateRuns.includes(stage.run)),
    transfer_due_at: pendingTransfer(state) ?? null,
    forwarding_due_at: pendingForwarding(state) ?? null,
    apology_draft_at: state.apologyDraft?.proposedAt ?? null,
    finished_at: state.finish?.at ?? state.result?.recordedAt ?? null,
    punctuality: state.finish?.punctuality ?? null,
    delay_ms: state.finish?.delayMs ?? null,
    index_overdue_at: indexOverdueAt(state),
    index_end: isInStock(state.status) ? null : (state.indexClock.end ?? null),
    index_undated: state.indexClock.dueAt === undefined && state.indexClock.overdueFrom === undefined,
    ...statutoryColumns(state),
    shelf: state.result?.shelf ?? null,
    uncollected_at: uncollectedAt(state),
    returned_at: state.result?.handedOverAt ?? null,
    correction_of: state.correctionOf ?? null,
    rating: state.rating?.rating ?? null,
    rated_at: state.rating?.at ?? null,
    personal_version: state.personal.version,
    erased: state.erased,
    next_point_at: point?.at ?? null,
    next_point_kind: point?.kind ?? null,
  };
}

/** Of an ended dossier only what had come by its end. */
function indexOverdueAt({ status, indexClock }: DossierState): number | null {
  return isInStock(status) || indexClock.end === 'late' ? (indexOverdueHere(indexClock) ?? null) : null;
}

/** Of an ended dossier what its end says; what was cancelled or never received is judged by nothing. */
function statutoryColumns(state: DossierState): Pick<DossierProjection, 'statutory_due_at' | 'statutory_overdue_at' | 'statutory_unknown'> {
  const { status, finish, acceptedAt, indexClock } = state;
  if (isInStock(status)) {
    return { statutory_due_at: state.statute?.dueAt ?? null, statutory_overdue_at: statutoryOverdueHere(state) ?? null, statutory_unknown: false };
  }
  if (acceptedAt === undefined || status === 'cancelled' || status === 'intake-refused') {
    return { statutory_due_at: null, statutory_overdue_at: null, statutory_unknown: false };
  }
  const { stated, dueAt } = finish?.statutory ?? { stated: true };
  const isPast = finish !== undefined && dueAt !== undefined && finish.at > dueAt;
  return { statutory_due_at: dueAt ?? null, statutory_overdue_at: isPast ? Math.max(dueAt, indexClock.since ?? dueAt) : null, statutory_unknown: stated && dueAt === undefined };
}

function uncollectedAt({ status, result }: DossierState): number | null {
  return status !== 'finished' || result === undefined || shipmentUnderWay(result) !== undefined ? null : (result.uncollectedAt ?? null);
}

/** Columns of the projection in one fixed order, shared by insert, update and verification. */
export const PROJECTION_COLUMNS: readonly (keyof DossierProjection)[] = [
  'code', 'status', 'closed', 'in_stock', 'imported', 'province', 'receiving_agency', 'competent_agency', 'procedure_code',
  'procedure_version', 'case_code', 'field_code', 'channel', 'place', 'received_at', 'submitted_at', 'accepted_at', 'first_appointment',
  'due_at', 'appointment', 'basis', 'provisional', 'unconfirmed', 'became_late_at', 'excused', 'promises', 'promises_broken', 'promise_broken_at',
  'paused_at', 'pause_ground', 'supplements', 'awaited_due_at', 'awaited_late_from', 'stages', 'holders', 'officers', 'returned_to', 'stage_target_at', 'stage_late',
  'transfer_due_at', 'forwarding_due_at', 'apology_draft_at', 'finished_at', 'punctuality', 'delay_ms', 'index_overdue_at', 'index_end',
  'index_undated', 'statutory_due_at', 'statutory_overdue_at', 'statutory_unknown', 'shelf', 'uncollected_at', 'returned_at',
  'correction_of', 'rating', 'rated_at', 'personal_version', 'erased',
  'next_point_at', 'next_point_kind',
];

/**
 * `stage_warn_at` of a row just written: at once, so that whoever warns of stages counts anew when the next share of a term
 * is reached and from when the dossier is endangered, or null where nothing of it runs. Counting it takes calendars and settings,
 * and no clerk waits for that; until then `endangered_from` is null.
 */
export function stageWarnAt({ status, pause }: Pick<DossierState, 'status' | 'pause'>, settledAt: number): number | null {
  return isInStock(status) && pause === undefined ? settledAt : null;
}

/** Where a dossier's chain ends and how far its points are settled. */
export interface Sequencer {
  readonly lastSeq: number;
  readonly lastHash: string;
  readonly settledAt: number;
  readonly snapshot: string;
}

/** Inserts the row of a new dossier. Must run before its events, which refer to it. */
export async function insertDossier(tx: Pick<Transaction, 'run'>, id: string, state: DossierState, sequencer: Sequencer): Promise<void> {
  const projection = projectDossier(state);
  const columns = ['id', 'last_seq', 'last_hash', 'settled_at', 'calendar_snapshot', 'stage_warn_at', ...PROJECTION_COLUMNS];
  await tx.run(`INSERT INTO dossier (${columns.join(', ')}) VALUES (${columns.map((_, index) => `$${String(index + 1)}`).join(', ')})`, [
    id,
    sequencer.lastSeq,
    sequencer.lastHash,
    sequencer.settledAt,
    sequencer.snapshot,
    stageWarnAt(state, sequencer.settledAt),
    ...PROJECTION_COLUMNS.map((column) => projection[column]),
  ]);
}

/** Brings the row of a dossier, whose lock the caller holds, up to its events. */
export async function updateDossier(tx: Transaction, id: string, state: DossierState, sequencer: Sequencer): Promise<void> {
  const projection = projectDossier(state);
  const columns = ['last_seq', 'last_hash', 'settled_at', 'calendar_snapshot', 'stage_warn_at', ...PROJECTION_COLUMNS];
  await tx.run(`UPDATE dossier SET endangered_from = NULL, ${columns.map((column, index) => `${column} = $${String(index + 2)}`).join(', ')} WHERE id = $1`, [
    id,
    sequencer.lastSeq,
    sequencer.lastHash,
    sequencer.settledAt,
    sequencer.snapshot,
    stageWarnAt(state, sequencer.settledAt),
    ...PROJECTION_COLUMNS.map((column) => projection[column]),
  ]);
}
