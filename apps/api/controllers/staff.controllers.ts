import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#domain';
import { acknowledgeEscalation, type Clock, endStaff, type Engine, type EscalationList, findEscalation, findStaff, markNoticeRead, putStaff } from '#service';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { problem } from '../problems/problem.js';
import type { Page } from '../reads/page.js';
import { readEscalated, readEscalations, readNotices, readStaff } from '../reads/staff.js';
import { subject } from '../schemas/atoms.js';
import { type PageQuery, pageQuery } from '../schemas/queries.js';
import {
  type AcknowledgeRequest,
  acknowledgeRequest,
  escalationKey,
  noticeId,
  type NoticesQuery,
  noticesQuery,
  type StaffEndRequest,
  staffEndRequest,
  type StaffQuery,
  staffQuery,
  type StaffRequest,
  staffRequest,
} from '../schemas/staff.js';
import {
  type EscalationAnswer,
  type EscalationLineAnswer,
  type NoticeAnswer,
  type NoticePage,
  type StaffAnswer,
  viewEscalation,
  viewEscalationLine,
  viewNotice,
  viewStaff,
} from '../views/staff-view.js';

/** Who works where. Administrators keep it, colleagues read it; the names are in answers and nowhere else. */
@Controller('api/v1/staff')
export class StaffController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: staffQuery }) { agency, ...page }: StaffQuery): Promise<Page<StaffAnswer>> {
    const { items, next } = await readStaff(this.engine, await this.rights.reach(actor, 'ReadDossier', agency), page);
    const keeps = await this.rights.may(actor, 'ManageCatalogue', { province: await this.rights.provinceOf(actor), agencies: [] });
    return { items: items.map((member) => viewStaff(member, { email: keeps })), next };
  }

  /** Enters somebody, or brings what is known up to date; the same again changes nothing. */
  @Post()
  @HttpCode(HttpStatus.OK)
  async put(@CurrentActor() actor: Actor, @Body({ schema: staffRequest }) member: StaffRequest): Promise<StaffAnswer> {
    const known = await findStaff(this.engine.database.read, member.subject);
    const managed = await this.rights.reach(actor, 'ManageCatalogue');
    if (!managed.includes(member.agency)) {
      throw problem('invalid-request', undefined, [{ path: '/body/agency', reason: 'must be the code of an agency of your province' }]);
    }
    if (known !== undefined) {
      await this.rights.reach(actor, 'ManageCatalogue', known.agency);
    }
    const superior = member.superior === undefined ? undefined : await findStaff(this.engine.database.read, member.superior);
    if (member.superior !== undefined && (superior === undefined || !managed.includes(superior.agency))) {
      throw problem('invalid-request', undefined, [{ path: '/body/superior', reason: 'must be somebody of the directory of your province: enter that person first' }]);
    }
    await putStaff(this.engine.database.read, [member], actor, this.clock.now());
    return viewStaff(member);
  }

  /** Says on which day somebody is active for the last time. */
  @Post(':subject/end')
  @HttpCode(HttpStatus.OK)
  async end(@CurrentActor() actor: Actor, @Param('subject', { schema: subject }) who: string, @Body({ schema: staffEndRequest }) { activeUntil }: StaffEndRequest): Promise<StaffAnswer> {
    const nobody = problem('not-found', 'There is nobody of this identifier in the directory');
    await this.rights.kept(actor, 'ManageCatalogue', await findStaff(this.engine.database.read, who), nobody);
    const ended = await endStaff(this.engine.database.read, who, activeUntil, actor, this.clock.now());
    if (ended === undefined) {
      throw nobody;
    }
    if (ended === 'before-begin') {
      throw problem('invalid-request', undefined, [{ path: '/body/activeUntil', reason: 'must not lie before the day the person began' }]);
    }
    return viewStaff(ended);
  }
}

/** What the person signed in is told. */
@Controller('api/v1/notices')
export class NoticesController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: noticesQuery }) { unread, ...page }: NoticesQuery): Promise<NoticePage> {
    const agencies = await this.rights.reach(actor, 'SearchDossiers');
    const found = await readNotices(await this.rights.reading(actor), actor, agencies, { ...page, unreadOnly: unread === 'true', at: this.clock.now() });
    return { ...found, items: found.items.map(viewNotice) };
  }

  /** Notes that the person has read a notice; the first reading stays. */
  @Post(':id/read')
  @HttpCode(HttpStatus.OK)
  async read(@CurrentActor() actor: Actor, @Param('id', { schema: noticeId }) id: number): Promise<NoticeAnswer> {
    const agencies = await this.rights.reach(actor, 'SearchDossiers');
    const notice = await markNoticeRead(this.engine, id, { actor, agencies, at: this.clock.now() });
    if (notice === undefined) {
      throw problem('not-found', `You are shown no notice ${String(id)}`);
    }
    return viewNotice(notice);
  }
}

/** Apologies nobody acts on, as they were listed for the bodies above. */
@Controller('api/v1/escalations')
export class EscalationsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) page: PageQuery): Promise<Page<EscalationAnswer>> {
    const { items, next } = await readEscalations(this.engine, await this.rights.reach(actor, 'SignApology'), page);
    return { items: items.map(viewEscalation), next };
  }

  @Get(':key/lines')
  async lines(@CurrentActor() actor: Actor, @Param('key', { schema: escalationKey }) key: string, @Query({ schema: pageQuery }) page: PageQuery): Promise<Page<EscalationLineAnswer>> {
    await this.find(actor, key);
    const { items, next } = await readEscalated(this.engine, key, page);
    return { items: items.map(viewEscalationLine), next };
  }

  /** Takes note of a list, or of some of its lines. */
  @Post(':key/acknowledge')
  @HttpCode(HttpStatus.OK)
  async acknowledge(@CurrentActor() actor: Actor, @Param('key', { schema: escalationKey }) key: string, @Body({ schema: acknowledgeRequest }) { tasks }: AcknowledgeRequest): Promise<EscalationAnswer> {
    await this.find(actor, key);
    await acknowledgeEscalation(this.engine, key, tasks, actor, this.clock.now());
    return viewEscalation(await this.find(actor, key));
  }

  /** A list of a body the person belongs to or stands above. Throws a 404 problem where there is none, and where it is another's. */
  private async find(actor: Actor, key: string): Promise<EscalationList> {
    return this.rights.kept(actor, 'SignApology', await findEscalation(this.engine, key), problem('not-found', `There is no list ${key}`));
  }
}
