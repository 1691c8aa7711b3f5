import { Controller, Get, Inject } from '@nestjs/common';
import type { Actor } from '#domain';
import { type Engine, findStaff } from '#service';
import { CurrentActor, Public } from '../identity/actor.js';
import { ENGINE, SETTINGS, type ApiSettings } from '../parts.js';
import { type AppConfigAnswer, type MeAnswer, viewMe } from '../views/me-view.js';

/** Who is signed in, and what the person may do at all. */
@Controller('api/v1/me')
export class MeController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  async read(@CurrentActor() actor: Actor): Promise<MeAnswer> {
    const { database, rules } = this.engine;
    const [agencies, member] = await Promise.all([rules.agencies(database.read), findStaff(database.read, actor.subject)]);
    return viewMe(actor, member, agencies);
  }
}

/** What the web application needs to know before anybody has signed in. */
@Public()
@Controller('app-config.json')
export class AppConfigController {
  constructor(@Inject(SETTINGS) private readonly settings: ApiSettings) {}

  @Get()
  read(): AppConfigAnswer {
    const { identity, citizens, webClientId, practice } = this.settings;
    return { issuer: identity.issuer, clientId: webClientId, citizens: citizens === undefined ? null : { issuer: citizens.issuer, clientId: citizens.clientId }, practice };
  }
}
