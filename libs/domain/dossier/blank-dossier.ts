import type { IntakeFacts, PlannedStage } from './events.js';
import { NO_INDEX_CLOCK } from './index-clock.js';
import type { DossierState, StageState } from './state.js';
import { NO_TRAIL } from './trail-state.js';

/** A received dossier before any date is put into it. */
export function blankDossier(facts: IntakeFacts): DossierState {
  return {
    lastSeq: 0,
    status: 'received',
    imported: false,
    code: facts.code,
    procedure: { code: facts.procedure.code, version: facts.procedure.version, caseCode: facts.procedure.caseCode },
    field: facts.field,
    channel: facts.channel,
    receivingAgency: facts.receivingAgency,
    competentAgency: facts.competentAgency,
    province: facts.province,
    ...(facts.place === undefined ? {} : { place: facts.place }),
    immediate: facts.immediate,
    receivedAt: facts.receivedAt,
    ...(facts.submittedAt === undefined ? {} : { submittedAt: facts.submittedAt }),
    clocks: {},
    part: 1,
    basis: 'computed',
    extensions: [],
    provisional: false,
    unconfirmedYears: [],
    duePromise: 1,
    milestones: {},
    promises: [],
    reappointed: false,
    stages: [],
    trail: NO_TRAIL,
    supplements: [],
    parties: [],
    opinions: [],
    refusalDecided: false,
    ...(facts.timeEvidence === undefined ? {} : { timeEvidence: facts.timeEvidence }),
    components: facts.components,
    sets: facts.sets,
    resultDelivery: facts.resultDelivery,
    byProxy: facts.byProxy,
    applicantType: facts.applicantType,
    ...(facts.correctionOf === undefined ? {} : { correctionOf: facts.correctionOf }),
    ...(facts.filing === undefined ? {} : { filing: facts.filing }),
    files: [],
    personal: facts.personal,
    erased: false,
    contacts: { applicant: 0, agencies: [] },
    feesDue: [],
    payments: [],
    passed: {},
    letters: { issued: [], sent: [] },
    indexClock: NO_INDEX_CLOCK,
  };
}

/** Stage states of a planned part, none opened yet. */
export function plannedStages(planned: readonly PlannedStage[], part: number): readonly StageState[] {
  return planned.map((stage) => ({
    id: stage.id,
    group: stage.group,
    part,
    agency: stage.agency,
    run: 1,
    status: 'pending',
    usedMs: 0,
    waivedMs: 0,
    lateRuns: [],
    ...(stage.targetAt === undefined ? {} : { targetAt: stage.targetAt }),
  }));
}
