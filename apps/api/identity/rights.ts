import { Inject, Injectable } from '@nestjs/common';
import { type Action, type Actor, type Agency, type CommandType, commandsFor, type Concerned, type DossierState, type Instant, isInReach, mayDo, proposableFor, type ProposedType, reachOf } from '#domain';
import { agenciesWithin, type Engine, type QueueRequest, reachesProvince, rowScopeOf, type ScopeOfPerson } from '#service';
import { forbidden, type Problem, unknownAgency } from '../problems/problem.js';
import { ENGINE } from '../parts.js';
import type { FigureReader } from '../reads/figure-reader.js';
import { type DossierScope, findDossierScope, noSuchDossier } from '../reads/dossier-scope.js';

/** Whose dossiers a list shows. */
export type Scope = QueueRequest['scope'];

/** A dossier within somebody's reach, with the engine that reads of it what they may see. */
export interface SeenDossier extends DossierScope {
  readonly engine: Engine;
}

/** Whom something concerns that is asked for, and the answer where there is none. */
interface Sought<Found> {
  readonly concerned: (found: Found) => Concerned;
  readonly missing: Problem;
}

/** Answers who may do what, from the domain's table and the agencies of the catalogue. */
@Injectable()
export class Rights {
  /** How far roles reach from an agency, kept as long as the agencies stand as they are. */
  private readonly scopes = new WeakMap<ReadonlyMap<string, Agency>, Map<string, ScopeOfPerson>>();

  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  /** The engine as the actor sees its database: no row beyond the reach of their role but what they were told in person, and nothing is written. What is read of dossiers, letters, cases, tasks and notices on their behalf is read through it. */
  async reading(actor: Actor): Promise<Engine> {
    const agencies = await this.agencies();
    const known = this.scopes.get(agencies) ?? new Map<string, ScopeOfPerson>();
    this.scopes.set(agencies, known);
    const key = `${actor.role}@${actor.agency}`;
    const scope = known.get(key) ?? rowScopeOf(actor, agencies);
    known.set(key, scope);
    return { ...this.engine, database: this.engine.database.within({ ...scope, subject: actor.subject }) };
  }

  /**
   * How figures are read for the actor: kept counts, and the stock with the lists behind both, as far as they reach. Not so what has gone on to others since,
   * of which a scope would count too little: delays, the lines behind a rate (a letter, payment or stage counts where it was booked), clocks of cases,
   * feedback and publications. Nor what is published or made of a whole agency or province: index sheets, scores, reports and comparisons.
   */
  async figures(actor: Actor): Promise<FigureReader> {
    return { engine: this.engine, counts: (await this.reading(actor)).database };
  }

  /** The same as `reading`, for whoever may do something with some dossier. Throws a 403 problem otherwise: whether there is the one asked for is then not looked at. */
  async readingDossiers(actor: Actor, action: Action): Promise<Engine> {
    if (reachOf(actor.role, action) === 'none' && reachOf(actor.role, 'ReadDossier') === 'none') {
      throw forbidden();
    }
    return this.reading(actor);
  }

  /**
   * The dossier of a code, for whoever may do something with it. Throws a 404 problem for one beyond the actor's reach as for none, a 403
   * problem for one in reach with which the actor may not do that, and for a role that may do nothing with any dossier.
   * @param missing the 404 problem, where the actor named something else than the dossier
   */
  async dossier(actor: Actor, action: Action, code: string, missing: Problem = noSuchDossier(code)): Promise<SeenDossier> {
    const engine = await this.readingDossiers(actor, action);
    const scope = await findDossierScope(engine, code);
    if (scope === undefined || !isInReach(actor, scope.concerned, await this.agencies())) {
      throw missing;
    }
    await this.demand(actor, action, scope.concerned);
    return { ...scope, engine };
  }

  /** Whether the actor may do something with the dossier of a code; false also where there is none, and nobody is told which. */
  async mayWith(actor: Actor, action: Action, code: string): Promise<boolean> {
    const scope = await findDossierScope(await this.reading(actor), code);
    return scope !== undefined && this.may(actor, action, scope.concerned);
  }

  /** Whether a dossier of the code is within the actor's reach, whatever they may do with it. */
  async sees(actor: Actor, code: string): Promise<boolean> {
    const { database } = await this.reading(actor);
    return (await database.read.first('SELECT FROM dossier WHERE code = $1', [code])) !== undefined;
  }

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

  /**
   * What was found, for whoever may do this with it. Throws a 403 problem for who may do it with nothing at all, whether or not anything was found, and
   * the problem `missing` for what they may not do this with, as for nothing: neither says that it exists.
   */
  async seen<Found>(actor: Actor, action: Action, found: Found | undefined, { concerned, missing }: Sought<Found>): Promise<Found> {
    if (reachOf(actor.role, action) === 'none') {
      throw forbidden();
    }
    if (found === undefined || !(await this.may(actor, action, concerned(found)))) {
      throw missing;
    }
    return found;
  }

  /** The same of what an agency keeps: the province is the agency's, so nobody reaches into another. */
  async kept<Found extends { readonly agency: string }>(actor: Actor, action: Action, found: Found | undefined, missing: Problem): Promise<Found> {
    const agencies = await this.agencies();
    return this.seen(actor, action, found, { concerned: ({ agency }) => ({ province: agencies.get(agency)?.province ?? '', agencies: [agency] }), missing });
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

  /** Whether what an agency keeps is within the actor's reach, whatever they may do with it. False where the catalogue does not have it. */
  async reaches(actor: Actor, agency: string): Promise<boolean> {
    const agencies = await this.agencies();
    const known = agencies.get(agency);
    return known !== undefined && isInReach(actor, { province: known.province, agencies: [agency] }, agencies);
  }

  /** Commands the actor may give at `at` to a dossier that stands like this. */
  async commands(actor: Actor, state: DossierState, at: Instant): Promise<readonly CommandType[]> {
    const { procedure } = await this.engine.rules.procedure(this.engine.database.read, state.procedure.code, state.procedure.version);
    const signatories = await this.engine.rules.signatories(this.engine.database.read);
    return commandsFor(actor, state, { procedure, agencies: await this.agencies(), signatories, at });
  }

  /** Commands the actor may prepare at `at`, for who may give them, for a dossier that stands like this. */
  async proposals(actor: Actor, state: DossierState, at: Instant): Promise<readonly ProposedType[]> {
    const { procedure } = await this.engine.rules.procedure(this.engine.database.read, state.procedure.code, state.procedure.version);
    return proposableFor(actor, state, { procedure, agencies: await this.agencies(), at });
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
