import { randomUUID } from 'node:crypto';
import {
  type Actor,
  type Channel,
  decide,
  type DossierState,
  formatLocalDate,
  genesisHead,
  instant,
  type Instant,
  type IntakeRequest,
  localDateOf,
  type NewEvent,
  type Refusal,
  routeIntake,
  type Rules,
} from '#domain';
import { type DossierPage, showDossier } from './dossiers/dossier-page.js';
import type { Draft } from './draft.js';
import type { Engine } from './engine.js';
import { absentProcedure, openFiling, refusedFiling } from './filing.js';
import { draftEvents } from './ledger-writer.js';
import { ownDesk } from './take-in-body.js';

/** What a date is asked for: the choices of an intake without its persons and papers. Instants are epoch milliseconds. */
export interface DeadlineQuestion {
  readonly procedureCode: string;
  readonly caseCode?: string;
  readonly agencyCode: string;
  readonly receivingAgencyCode?: string;
  readonly placeCode?: string;
  readonly channel: Channel;
  /** When it is complete at the desk; now when absent. */
  readonly receivedAt?: number;
  /** When an online filing was sent; its answer is counted from then. */
  readonly submittedAt?: number;
  /** When the competent agency of a non-territorial filing would confirm that it has the papers; as planned when absent. */
  readonly competentReceivedAt?: number;
}

/** A dossier as it would stand, or why it could not be opened. */
export type DeadlinePreview =
  | { readonly kind: 'previewed'; readonly page: DossierPage; readonly snapshot: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** A dossier under preview has no identity; nothing of it is written. */
const NOBODY = { code: '-', procedureHash: '', personal: { version: 0, commitment: '' } };

/**
 * What date an intake with these choices would be given under the rules and calendars of now, and why: its events are drafted
 * as an intake drafts them, shown as a dossier is shown, and written nowhere.
 */
export async function previewDeadline(engine: Engine, actor: Actor, question: DeadlineQuestion, now: Instant): Promise<DeadlinePreview> {
  const tx = engine.database.read;
  const request = requestOf(question, actor, now, await engine.rules.agencies(tx));
  const published = await engine.rules.procedureInForce(tx, question.procedureCode, formatLocalDate(localDateOf(request.receivedAt)));
  if (published === undefined) {
    return absentProcedure(tx, question.procedureCode);
  }
  const { code, version } = published.procedure;
  const rules = await engine.rules.rules(tx, code, version, await engine.rules.currentSnapshot(tx));
  const routing = routeIntake(request, rules);
  if (routing.kind === 'refused') {
    return refusedFiling(routing.code, routing.data);
  }
  const { receivedAt } = request;
  const filing = openFiling(request, routing, rules, receivedAt);
  if (filing.kind === 'refused') {
    return filing;
  }
  const sketch = new Sketch(engine, actor, rules);
  sketch.append([filing.opening({ ...NOBODY, procedureHash: published.hash })], receivedAt);
  for (const { type, at } of receiptsOf(question, receivedAt)) {
    const refusal = sketch.decide(type, at);
    if (refusal !== undefined) {
      return { kind: 'refused', refusal };
    }
  }
  return { kind: 'previewed', page: await showDossier(engine, sketch.rows, undefined), snapshot: rules.calendars.snapshot };
}

function requestOf(question: DeadlineQuestion, actor: Actor, now: Instant, agencies: Rules['agencies']): IntakeRequest {
  const { caseCode, placeCode, submittedAt } = question;
  const receiving = question.receivingAgencyCode ?? ownDesk(actor, agencies);
  return {
    ...(caseCode === undefined ? {} : { caseCode }),
    agencyCode: question.agencyCode,
    ...(receiving === undefined ? {} : { receivingAgencyCode: receiving }),
    ...(placeCode === undefined ? {} : { placeCode }),
    channel: question.channel,
    receivedAt: question.receivedAt === undefined ? now : instant(question.receivedAt),
    ...(submittedAt === undefined ? {} : { submittedAt }),
    components: [],
    sets: 1,
    resultDelivery: 'desk',
    byProxy: false,
    applicantType: 'person',
  };
}

/** What confirms that the competent agency has the papers; an online filing is accepted before. */
function receiptsOf({ channel, competentReceivedAt }: DeadlineQuestion, receivedAt: Instant): readonly { readonly type: 'Accept' | 'ConfirmReceipt'; readonly at: Instant }[] {
  return competentReceivedAt === undefined
    ? []
    : [...(channel === 'online' ? [{ type: 'Accept', at: receivedAt } as const] : []), { type: 'ConfirmReceipt', at: instant(competentReceivedAt) }];
}

/** The ledger of a dossier that nobody keeps. */
class Sketch {
  readonly #id = randomUUID();
  #draft: Draft;

  constructor(
    private readonly engine: Engine,
    private readonly actor: Actor,
    private readonly rules: Rules,
  ) {
    this.#draft = { head: genesisHead(this.#id, engine.sha256), state: undefined, rows: [], deltas: [], dwells: [] };
  }

  get rows(): Draft['rows'] {
    return this.#draft.rows;
  }

  append(events: readonly NewEvent[], at: Instant): void {
    const cause = `preview:${String(this.rows.length)}`;
    this.#draft = draftEvents(this.#draft, this.#id, { cause, actor: this.actor, events }, at, this.rules.calendars.snapshot, this.engine);
  }

  /** Appends what a command of the competent agency leads to, or says why it is refused. */
  decide(type: 'Accept' | 'ConfirmReceipt', at: Instant): Refusal | undefined {
    const state = this.#state();
    const actor: Actor = { subject: this.actor.subject, role: 'officer', agency: state.competentAgency };
    const decision = decide(state, { type, body: {} }, { ...this.rules, at, actor });
    if (decision.kind === 'refused') {
      const { code, data } = decision.refusal;
      return { code, ...(data === undefined ? {} : { data }) };
    }
    this.append(decision.events, at);
    return undefined;
  }

  #state(): DossierState {
    if (this.#draft.state === undefined) {
      throw new Error('A sketch without its first event has no state');
    }
    return this.#draft.state;
  }
}
