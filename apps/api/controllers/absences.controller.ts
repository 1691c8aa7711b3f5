import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { type AbsenceSpan, type Actor, addCalendarDays, instant, parseLocalDate, reachOf, startOfDay } from '#domain';
import { type Absence, type AbsenceEntry, cancelAbsence, type Clock, type Engine, enterAbsence, findAbsence, findStaff, listAbsences, listDueWork, requestHash } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { forbidden, type Problem, problem } from '../problems/problem.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { type AbsenceRequest, absenceRequest, type AbsencesQuery, absencesQuery, spanOf } from '../schemas/budget.js';
import { noQuery } from '../schemas/queries.js';
import { type AbsenceAnswer, type DueWorkPage, viewAbsence, viewDueWorkList } from '../views/absence-view.js';

const absenceId = { schema: z.uuid() };

/** Who is away when. People enter their own absences, heads those of people they lead; nothing changes but that one is cancelled. */
@Controller('api/v1/absences')
export class AbsencesController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** Absences by their beginning, cancelled ones included. That somebody is away is no secret among colleagues; why is. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: absencesQuery }) { agency, subject, from, to, limit, after }: AbsencesQuery): Promise<Page<AbsenceAnswer>> {
    const found = await listAbsences(this.engine.database.read, {
      agencies: await this.rights.reach(actor, 'ReadFigures', agency),
      limit: limit + 1,
      // Whoever moved has entered some elsewhere.
      ...(agency === undefined ? { own: actor.subject } : {}),
      ...(subject === undefined ? {} : { subject }),
      ...(from === undefined ? {} : { from: startOfDay(parseLocalDate(from)) }),
      ...(to === undefined ? {} : { until: startOfDay(addCalendarDays(parseLocalDate(to), 1)) }),
      ...(after === undefined ? {} : { after: readKey(after) }),
    });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const views = await Promise.all(items.map((absence) => this.view(actor, absence)));
    return { items: views, next: found.length > limit && last !== undefined ? writeKey({ at: last.from, key: last.id }) : null };
  }

  @Post()
  async enter(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: absenceRequest }) body: AbsenceRequest): Promise<AbsenceAnswer> {
    const subject = body.subject ?? actor.subject;
    const found = await findStaff(this.engine.database.read, subject);
    // Of somebody else of an agency out of reach it is not said that they are in the directory.
    const person = found !== undefined && (subject === actor.subject || (await this.rights.reaches(actor, found.agency))) ? found : undefined;
    if (person === undefined) {
      await this.rights.reach(actor, subject === actor.subject ? 'EnterAbsence' : 'ManageAbsences');
      throw problem('invalid-request', undefined, [{ path: '/body/subject', reason: 'must be somebody of the directory: have an administrator enter the person first' }]);
    }
    await this.demand(actor, person);
    const { substitute, reason } = body;
    const input = { ...spanIn(body), subject, reason, ...(substitute === undefined ? {} : { substitute }) };
    const entry = await enterAbsence(this.engine, input, { by: actor.subject, key, hash: requestHash(this.engine, body) }, this.clock.now());
    if (entry.kind !== 'entered') {
      throw absenceRefused(entry);
    }
    return this.view(actor, entry.absence);
  }

  /** Cancels an absence; the same answer however often. */
  @Post(':id/cancel')
  @HttpCode(HttpStatus.OK)
  async cancel(@CurrentActor() actor: Actor, @Param('id', absenceId) id: string): Promise<AbsenceAnswer> {
    await this.find(actor, id);
    const cancelled = await cancelAbsence(this.engine.database.read, id, actor.subject, this.clock.now());
    return this.view(actor, cancelled ?? (await this.find(actor, id)));
  }

  /** What falls due for the person from now on while they are away: one page, for one person's work. */
  @Get(':id/due-work')
  async dueWork(@CurrentActor() actor: Actor, @Param('id', absenceId) id: string, @Query({ schema: noQuery }) _query: object): Promise<DueWorkPage> {
    const { subject, from, until } = await this.find(actor, id);
    return viewDueWorkList(await listDueWork(this.engine.database.read, subject, { from: Math.max(from, this.clock.now()), until }));
  }

  /**
   * An absence of the actor, wherever they worked when it was entered, or of somebody they lead. Throws a 404 problem where there is none in reach, 403 where it is
   * another's, and for a role that enters none at all.
   */
  private async find(actor: Actor, id: string): Promise<Absence> {
    if (reachOf(actor.role, 'EnterAbsence') === 'none' && reachOf(actor.role, 'ManageAbsences') === 'none') {
      throw forbidden();
    }
    const absence = await findAbsence(this.engine.database.read, id);
    if (absence !== undefined && isOwn(actor, absence)) {
      return absence;
    }
    if (absence === undefined || !(await this.rights.reaches(actor, absence.agency))) {
      throw problem('not-found', `There is no absence ${id}`);
    }
    await this.demand(actor, absence);
    return absence;
  }

  private async demand(actor: Actor, person: { readonly subject: string; readonly agency: string }): Promise<void> {
    if (!(await this.mayEnter(actor, person))) {
      const isMoved = person.subject === actor.subject && person.agency !== actor.agency;
      throw forbidden(isMoved ? `The directory has you in ${person.agency}, and you are signed in for ${actor.agency}: have an administrator bring one of them up to date` : 'Enter your own absences; those of others are entered by who leads them');
    }
  }

  private async mayEnter(actor: Actor, { subject, agency }: { readonly subject: string; readonly agency: string }): Promise<boolean> {
    return (subject === actor.subject && (await this.rights.mayAt(actor, 'EnterAbsence', agency))) || this.rights.mayAt(actor, 'ManageAbsences', agency);
  }

  private async view(actor: Actor, absence: Absence): Promise<AbsenceAnswer> {
    return viewAbsence(absence, { reason: isOwn(actor, absence) || (await this.mayEnter(actor, absence)) });
  }
}

/** Whether an absence is of the very person, whose role enters absences. */
function isOwn({ subject, role }: Actor, absence: Absence): boolean {
  return absence.subject === subject && reachOf(role, 'EnterAbsence') !== 'none';
}

function spanIn({ days, from, until }: AbsenceRequest): AbsenceSpan {
  const span = days === undefined ? undefined : spanOf(days);
  return span ?? { from: instant(from ?? 0), until: instant(until ?? 0) };
}

function absenceRefused(refused: Exclude<AbsenceEntry, { readonly kind: 'entered' }>): Problem {
  const at = (path: string, reason: string): Problem => problem('invalid-request', undefined, [{ path, reason }]);
  switch (refused.kind) {
    case 'overlaps':
      return problem('absence-overlaps', `The absence ${refused.other.id} covers part of this time: cancel it, or choose another time`, [{ path: '/body/days', reason: 'lies in the time of another absence' }]);
    case 'substitute-absent':
      return problem('substitute-absent', undefined, [{ path: '/body/substitute', reason: 'is away for part of this time' }]);
    case 'key-conflict':
      return problem('idempotency-key-reused');
    case 'not-employed':
      return at('/body/days', 'must lie within the time the person is active in the directory');
    case 'own-substitute':
      return at('/body/substitute', 'must be somebody else');
    case 'unknown-substitute':
      return at('/body/substitute', 'must be somebody of the directory');
    case 'substitute-elsewhere':
      return at('/body/substitute', 'must work in the same agency');
    case 'substitute-not-employed':
      return at('/body/substitute', 'must be active in the directory the whole time');
  }
}
