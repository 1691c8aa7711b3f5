import { Inject, Injectable } from '@nestjs/common';
import { agenciesAskedWhy, type Actor, type CommandBodies, type CommandType, reachOf, type Refusal } from '#domain';
import { type Acceptance, acceptCommand, type Clock, type CommandRecord, deferCommand, type DossierPage, type Engine, findCommand, readDossier, seeingOne, showDossier, type TakeInResult } from '#service';
import { type ApiSettings, CLOCK, type DossierGateway, ENGINE, GATEWAY, SETTINGS } from '../parts.js';
import { Rights } from '../identity/rights.js';
import { commandRefused, forbidden, intakeRefused, type Problem, problem } from '../problems/problem.js';
import { refusalWords } from '../reads/refusal-words.js';
import { noSuchDossier } from '../reads/dossier-scope.js';
import type { DossierAnswer } from '../views/dossier-schema.js';
import { StartPace } from './start-pace.js';
import { viewDossier } from '../views/dossier-view.js';

/** A command on its way into the inbox. */
interface SentCommand {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly dossierCode: string;
  readonly type: CommandType;
  readonly body: CommandBodies[CommandType];
  readonly text?: Readonly<Record<string, unknown>>;
}

/** Results of an intake that opened nothing. */
type UnopenedIntake = Exclude<TakeInResult, { readonly kind: 'created' | 'repeated' }>;

/** Starts that may wait for an answer at the same time. */
const STARTS_AT_ONCE = 20;
/** Commands of one action on many dossiers carried at the same time. */
const CARRIED_AT_ONCE = 5;

/** What the dossier controllers have in common: reading a dossier for somebody, and carrying a command to its outcome. */
@Injectable()
export class DossierDesk {
  private readonly starts: StartPace;

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(GATEWAY) private readonly gateway: DossierGateway,
    @Inject(SETTINGS) private readonly settings: ApiSettings,
    private readonly rights: Rights,
  ) {
    this.starts = new StartPace({ perSecond: settings.startsPerSecond, atOnce: STARTS_AT_ONCE }, () => performance.now());
  }

  /** The dossier as this actor may see it: now, or as it was right after the event `upTo`. Throws 404 or 403 problems. */
  async read(actor: Actor, code: string, upTo?: number): Promise<DossierAnswer> {
    const found = await this.find(actor, code, upTo);
    if (found === undefined) {
      throw reachOf(actor.role, 'ReadDossier') === 'none' ? forbidden() : noSuchDossier(code);
    }
    return found;
  }

  /** The same, `undefined` when the actor may not see it at all, as after giving it out of hand. */
  async find(actor: Actor, code: string, upTo?: number): Promise<DossierAnswer | undefined> {
    const withPersonal = reachOf(actor.role, 'ReadPersonalData') !== 'none';
    const options = { withPersonal, ...(upTo === undefined ? {} : { upTo }) };
    const page = (await readDossier(await this.rights.reading(actor), code, options)) ?? (await this.askedWhy(actor, code, options));
    return page === undefined ? undefined : this.show(actor, page, upTo === undefined ? this.clock.now() : page.last.recordedAt);
  }

  /** Whoever is asked why a dossier is late sees it although it has gone on to others: this one, and nothing else beyond their reach. */
  private async askedWhy(actor: Actor, code: string, options: Parameters<typeof readDossier>[2]): Promise<DossierPage | undefined> {
    const page = await readDossier(this.engine, code, { ...options, withPersonal: false });
    const asked = page === undefined ? [] : agenciesAskedWhy(page.state, options.upTo === undefined ? this.clock.now() : page.last.recordedAt);
    if (page === undefined || !(await this.rights.may(actor, 'ReadDossier', { province: page.concerned.province, agencies: asked }))) {
      return undefined;
    }
    return readDossier(seeingOne(this.engine, page.id), code, options);
  }

  /** A dossier just taken in, from what was written. Throws a 403 problem when the actor may not see it. */
  async present(actor: Actor, taken: Extract<TakeInResult, { kind: 'created' }>): Promise<DossierAnswer> {
    const mayRead = reachOf(actor.role, 'ReadPersonalData') !== 'none';
    const page = await showDossier(this.engine, taken.rows, mayRead ? () => Promise.resolve(taken.record) : undefined);
    const shown = await this.show(actor, page, page.last.recordedAt);
    if (shown === undefined) {
      throw forbidden();
    }
    return shown;
  }

  private async show(actor: Actor, page: DossierPage, asOf: number): Promise<DossierAnswer | undefined> {
    // Whoever is asked why it is late sees what it is about, although it has gone on to others since.
    const asked = { province: page.concerned.province, agencies: [...page.concerned.agencies, ...agenciesAskedWhy(page.state, asOf)] };
    if (!(await this.rights.may(actor, 'ReadDossier', asked))) {
      return undefined;
    }
    const now = this.clock.now();
    return viewDossier(page, {
      asOf,
      allowedActions: await this.rights.commands(actor, page.state, now),
      proposableActions: await this.rights.proposals(actor, page.state, now),
      personal: await this.rights.may(actor, 'ReadPersonalData', page.concerned),
    });
  }

  /**
   * Puts a command into the inbox, carries it to the dossier's workflow and waits a moment for its outcome. Returns it
   * applied, or pending when the outcome will come later. Throws a problem when it was refused.
   */
  async send(sent: SentCommand): Promise<CommandRecord> {
    return this.carryAccepted(sent, await acceptCommand(this.engine, this.clock, sent));
  }

  /** The same with a command that was offered to the inbox already. */
  async carryAccepted(sent: Pick<SentCommand, 'actor' | 'dossierCode' | 'type'>, acceptance: Acceptance): Promise<CommandRecord> {
    switch (acceptance.kind) {
      case 'accepted':
      case 'known':
        return this.settled(await this.carry(acceptance.command));
      case 'key-conflict':
        throw problem('idempotency-key-reused');
      case 'not-found':
      case 'forbidden':
        throw await this.refusedTo(sent);
      case 'inbox-full':
        throw problem('inbox-full');
    }
  }

  /** Why a command is not taken from somebody: they may not give it to a dossier they see, or there is none as far as they are told. */
  private async refusedTo({ actor, dossierCode: code, type }: Pick<SentCommand, 'actor' | 'dossierCode' | 'type'>): Promise<Problem> {
    if (reachOf(actor.role, 'ReadDossier') !== 'none') {
      return (await this.find(actor, code)) === undefined ? noSuchDossier(code) : forbidden();
    }
    return reachOf(actor.role, type) === 'none' || (await this.rights.sees(actor, code)) ? forbidden() : noSuchDossier(code);
  }

  /**
   * Carries commands that were accepted together, some at a time, until one is not settled while somebody waits: the relay delivers the rest.
   * Should one of those be refused, its sender gets a task.
   */
  async carryMany(commands: readonly CommandRecord[]): Promise<void> {
    for (let from = 0; from < commands.length; from += CARRIED_AT_ONCE) {
      const carried = await Promise.all(commands.slice(from, from + CARRIED_AT_ONCE).map((command) => this.carry(command)));
      if (carried.some(({ status }) => status === 'pending')) {
        for (const { id } of commands.slice(from + CARRIED_AT_ONCE)) await deferCommand(this.engine, id);
        return;
      }
    }
  }

  /** A command as this actor is told of it. What may be done instead of a refused one was told to its sender; others see what they may do now. */
  async seenBy(actor: Actor, command: CommandRecord): Promise<CommandRecord> {
    const { outcome, dossierCode } = command;
    if (outcome?.kind !== 'refused' || dossierCode === undefined || command.actorSubject === actor.subject) {
      return command;
    }
    const page = await readDossier(this.engine, dossierCode, { withPersonal: false });
    const allowedActions = page === undefined ? [] : await this.rights.commands(actor, page.state, this.clock.now());
    return { ...command, outcome: { ...outcome, refusal: { ...outcome.refusal, allowedActions } } };
  }

  /** What the sentence about a refused command names. */
  async wordsOf({ outcome, dossierCode }: Pick<CommandRecord, 'outcome' | 'dossierCode'>): Promise<Refusal['data']> {
    return outcome?.kind === 'refused' ? refusalWords(this.engine, outcome.refusal, dossierCode) : undefined;
  }

  /** What an intake, or a filing of several, opened or had opened before. Throws the problem it came to when it opened nothing. */
  async opened<Opened extends { readonly kind: 'created' | 'repeated' }>(taken: Opened | UnopenedIntake): Promise<Opened> {
    switch (taken.kind) {
      case 'refused':
        throw intakeRefused(taken.refusal, await refusalWords(this.engine, taken.refusal));
      case 'key-conflict':
        throw problem('idempotency-key-reused');
      case 'forbidden':
        throw forbidden();
      default:
        return taken;
    }
  }

  /** Sees to it that a new dossier's workflow runs, without anybody waiting for it: the relay starts what is not started here. */
  startWorkflow(dossierId: string): void {
    this.starts.start(() => this.gateway.start(dossierId));
  }

  private async carry(command: CommandRecord): Promise<CommandRecord> {
    if (command.status !== 'pending' || command.dossierId === undefined) {
      return command;
    }
    await this.gateway.deliver(command.dossierId, command.id, this.settings.inlineDeadlineMs);
    const now = await this.get(command.id);
    // Settled between the look and the mark: then there is an outcome to answer with.
    return now.status !== 'pending' || (await deferCommand(this.engine, now.id)) ? now : this.get(now.id);
  }

  private async settled(command: CommandRecord): Promise<CommandRecord> {
    switch (command.outcome?.kind) {
      case 'refused':
        throw commandRefused(command.outcome.refusal, await this.wordsOf(command));
      case 'dead':
        throw problem('command-dead');
      case 'applied':
      case undefined:
        return command;
    }
  }

  private async get(id: string): Promise<CommandRecord> {
    const command = await findCommand(this.engine, id);
    if (command === undefined) {
      throw new Error(`Command ${id} vanished from the inbox: restore command_inbox before going on`);
    }
    return command;
  }
}
