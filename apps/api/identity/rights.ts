import { Inject, Injectable } from '@nestjs/common';
import { type Action, type Actor, type CommandType, commandsFor, type Concerned, type DossierState, type Instant, mayDo } from '#domain';
import { agenciesWithin, type Engine, type QueueRequest, reachesProvince } from '#service';
import { forbidden, unknownAgency } from '../problems/problem.js';
import { ENGINE } from '../parts.js';

/** Whose dossiers a list shows. */
export type Scope = QueueRequest['scope'];

/** Answers who may do what, from the domain's table and the agencies of the catalogue. */
@Injectable()
export class Rights {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  /** Whether the actor may do something with what concerns these agencies. */
  async may(actor: Actor, action: Action, concerned: Concerned): Promise<boolean> {
    return mayDo(actor, action, concerned, await this.agencies());
  }

  /** Throws a 403 problem unless the actor may. */
  async demand(actor: Actor, action: Action, concerned: Concerned): Promise<void> {
    if (!(await this.may(actor, action, concerned))) {
      throw forbidden();
    }
  }

  /** Throws a 400 problem where the catalogue does not have the agency a request names at `path`, a 403 problem unless the actor may do something there. */
  async demandAt(actor: Actor, action: Action, agency: string, path: string): Promise<void> {
    const known = (await this.agencies()).get(agency);
    if (known === undefined) {
      throw unknownAgency(path);
    }
    await this.demand(actor, action, { province: known.province, agencies: [agency] });
  }

  /** Whether the actor may do something with what an agency keeps: the province is the agency's, so nobody reaches into another. False where the catalogue does not have it. */
  async mayAt(actor: Actor, action: Action, agency: string): Promise<boolean> {
    const known = (await this.agencies()).get(agency);
    return known !== undefined && this.may(actor, action, { province: known.province, agencies: [agency] });
  }

  /** Commands the actor may give at `at` to a dossier that stands like this. */
  async commands(actor: Actor, state: DossierState, at: Instant): Promise<readonly CommandType[]> {
    const { procedure } = await this.engine.rules.procedure(this.engine.database.read, state.procedure.code, state.procedure.version);
    const signatories = await this.engine.rules.signatories(this.engine.database.read);
    return commandsFor(actor, state, { procedure, agencies: await this.agencies(), signatories, at });
  }

  /** Agencies in which the actor may do something. Throws a 403 problem when there is none, or when `wanted` is not among them. */
  async reach(actor: Actor, action: Action, wanted?: string): Promise<readonly string[]> {
    const within = agenciesWithin(actor, action, await this.agencies());
    const asked = wanted === undefined ? within : within.filter((code) => code === wanted);
    if (asked.length === 0) {
      throw forbidden();
    }
    return asked;
  }

  /**
   * The part of the province whose dossiers the actor may list: the whole of it, or some agencies, or the one `wanted`.
   * Throws a 403 problem when that is nothing.
   */
  async scope(actor: Actor, action: Action, wanted?: string): Promise<Scope> {
    const agencies = await this.reach(actor, action, wanted);
    const province = await this.provinceOf(actor);
    return wanted === undefined && reachesProvince(actor, action, province) ? { province } : { agencies, within: province };
  }

  /** The province of the actor's agency. Throws a 403 problem when the catalogue does not know the agency. */
  async provinceOf(actor: Actor): Promise<string> {
    const agency = (await this.agencies()).get(actor.agency);
    if (agency === undefined) {
      throw forbidden();
    }
    return agency.province;
  }

  private agencies(): ReturnType<Engine['rules']['agencies']> {
    return this.engine.rules.agencies(this.engine.database.read);
  }
}
