import { Inject, Injectable } from '@nestjs/common';
import { type Action, type Actor, type CaseCommandType, type CaseRefusal, type CaseState, concernedByCase, type EvidenceRef, mayDo, reachOf } from '#domain';
import { type CaseAnswer, type CaseCommandInput, type CaseRights, type Clock, type Engine, findEvidence, giveCaseCommand, type OpenedCase, type Opening } from '#service';
import { type ApiSettings, CLOCK, type DossierGateway, ENGINE, GATEWAY, SETTINGS } from '../parts.js';
import type { CarriedCase } from '../../dispatch/gateway.js';
import { Rights } from '../identity/rights.js';
import { caseRefused } from '../problems/case-problems.js';
import { forbidden, type Problem, problem } from '../problems/problem.js';
import { type CaseCommandAnswer, viewCaseCommand } from '../views/case-command-view.js';
import { StartPace } from './start-pace.js';

/** Who may give a command to a case, and what its decision has to know. */
interface CaseRule {
  /** Asked of the agency in charge, and of what `also` names. */
  readonly action: Action;
  /** Further agencies whose people may give it, such as those that work along. */
  readonly also?: (state: CaseState) => readonly string[];
  readonly gather?: CaseRights['gather'];
}

/** Answer to a code no case bears. */
export function noSuchCase(code: string): ReturnType<typeof problem> {
  return problem('not-found', `No case bears the code ${code}`);
}

/** Nudges that may wait for an answer at the same time. */
const NUDGES_AT_ONCE = 10;

/** What the controllers of publications, feedback and tasks have in common: carrying a command to its outcome, and naming evidence. */
@Injectable()
export class CaseDesk {
  private readonly nudges: StartPace;

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(GATEWAY) private readonly gateway: DossierGateway,
    @Inject(SETTINGS) settings: ApiSettings,
    private readonly rights: Rights,
  ) {
    this.nudges = new StartPace({ perSecond: settings.startsPerSecond, atOnce: NUDGES_AT_ONCE }, () => performance.now());
  }

  /** Gives a command to a case and answers with what it came to; the same for a repeated key. Throws a problem when it was not applied. */
  async give<Type extends CaseCommandType>(input: CaseCommandInput<Type>, { action, also, gather }: CaseRule): Promise<CaseCommandAnswer> {
    if (reachOf(input.actor.role, action) === 'none') {
      throw forbidden();
    }
    const answer = await giveCaseCommand(this.engine, this.clock, input, {
      mayGive: (state, { actor, agencies }) => mayDo(actor, action, { province: state.province, agencies: [state.agency, ...(also?.(state) ?? [])] }, agencies),
      ...(gather === undefined ? {} : { gather }),
    });
    return this.answered(input.code, answer);
  }

  /** What was found of a case, for whoever it concerns. Throws a problem as `Rights.seen` does. */
  async seen<Found extends { readonly state: CaseState }>(actor: Actor, code: string, found: Found | undefined): Promise<Found> {
    return this.rights.seen(actor, 'ReadCase', found, { concerned: ({ state }) => concernedByCase(state), missing: noSuchCase(code) });
  }

  /** What a command came to, as its answer. Throws a problem when it was not applied. */
  async answered(code: string, answer: CaseAnswer): Promise<CaseCommandAnswer> {
    switch (answer.kind) {
      case 'decided':
      case 'known':
        if (answer.outcome.kind === 'refused') {
          throw await this.refused(answer.outcome.refusal);
        }
        await this.tell(answer.caseId);
        return viewCaseCommand(code, { ...answer, seq: answer.outcome.seq });
      case 'key-conflict':
        throw problem('idempotency-key-reused');
      case 'not-found':
        throw noSuchCase(code);
      case 'forbidden':
        throw forbidden();
    }
  }

  /** The case a request opened, now or before. Throws a problem when none was opened. */
  async opened(opening: Opening): Promise<Pick<OpenedCase, 'id' | 'code'>> {
    switch (opening.kind) {
      case 'opened':
        return opening;
      case 'refused':
        throw await this.refused(opening.refusal);
      case 'key-conflict':
        throw problem('idempotency-key-reused');
    }
  }

  /** Evidence as events refer to it, in the order of `ids`. Throws a 422 problem for what was not uploaded, or not by an agency whose evidence the actor may read. */
  async evidence(actor: Actor, ids: readonly string[]): Promise<readonly EvidenceRef[]> {
    const found = await findEvidence(this.engine.database.read, ids);
    const province = await this.rights.provinceOf(actor);
    const readable = await Promise.all(found.map(({ agency }) => this.rights.may(actor, 'ReadEvidence', { province, agencies: [agency] })));
    if (found.length < ids.length || readable.includes(false)) {
      throw problem('unknown-evidence', 'Upload it to /api/v1/evidence first');
    }
    return found.map(({ file, sha256 }) => ({ file, sha256 }));
  }

  /**
   * Has the workflow of a case look again where it has something to hear: after a command, or once it was opened. Nobody waits
   * for it: the relay tells what is not told here.
   */
  async tell(caseId: string): Promise<void> {
    const unheard = await this.engine.database.read.first<CarriedCase>('SELECT id, kind FROM deadline_case WHERE id = $1 AND unheard_since IS NOT NULL AND nudged_at IS NULL', [caseId]);
    if (unheard !== undefined) {
      this.nudges.start(() => this.gateway.nudgeCase(unheard));
    }
  }

  /** The problem a refusal is answered with, agencies by their names. */
  async refused(refusal: CaseRefusal): Promise<Problem> {
    return caseRefused(refusal, await this.wordsOf(refusal));
  }

  private async wordsOf({ data = {} }: CaseRefusal): Promise<CaseRefusal['data']> {
    const { agency } = data;
    const name = agency === undefined ? undefined : (await this.engine.rules.agencies(this.engine.database.read)).get(agency)?.name;
    return name === undefined ? data : { ...data, agency: name };
  }
}
