import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Post, Query } from '@nestjs/common';
import type { Actor } from '#domain';
import { type ChangeObjection, daysOf, type IndexInputs, scoreIndex, simulateIndex } from '#domain/figures';
import type { Clock, Engine } from '#service';
import { type IndexQuestion, readIndexInputs, readIndexScheme } from '#service/figures';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type Problem, problem } from '../problems/problem.js';
import { periodOf } from '../schemas/figure-query.js';
import { changeOf, type NationalIndexQuery, nationalIndexQuery, type SimulationRequest, simulationRequest } from '../schemas/national-index.js';
import { type IndexHead, type IndexSimulationAnswer, type NationalIndexAnswer, viewIndex, viewSimulation } from '../views/national-index-view.js';

/** The national index 766: what is counted, what it gives, what is missing, and what it would give. */
@Controller('api/v1/national-index')
export class NationalIndexController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async read(@CurrentActor() actor: Actor, @Query({ schema: nationalIndexQuery }) query: NationalIndexQuery): Promise<NationalIndexAnswer> {
    const { head, inputs } = await this.counted(actor, query);
    return viewIndex(head, scoreIndex(head.scheme, inputs));
  }

  /** Nothing is stored: the same question gives the same answer as long as nothing happens. */
  @Post('simulate')
  @HttpCode(HttpStatus.OK)
  async simulate(@CurrentActor() actor: Actor, @Body({ schema: simulationRequest }) { changes, ...query }: SimulationRequest): Promise<IndexSimulationAnswer> {
    const { head, inputs } = await this.counted(actor, query);
    const result = simulateIndex(head.scheme, inputs, changes.map(changeOf));
    if ('code' in result) {
      throw impossible(result);
    }
    return viewSimulation(head, result.now, result.supposed);
  }

  private async counted(actor: Actor, query: NationalIndexQuery): Promise<{ readonly head: IndexHead; readonly inputs: IndexInputs }> {
    const question = await this.questionOf(actor, query);
    const published = await readIndexScheme(this.engine.database.read);
    if (published === undefined) {
      throw problem('not-found', 'No scheme of the national index is published here: load the catalogue');
    }
    const { agency, period, at } = question;
    return { head: { ...published, days: daysOf(period), at, ...(agency === undefined ? {} : { agency }) }, inputs: await readIndexInputs(this.engine, question) };
  }

  /** Who sees the whole province may leave the agency open; everybody else means their own. */
  private async questionOf(actor: Actor, { agency, ...period }: NationalIndexQuery): Promise<IndexQuestion> {
    const whole = await this.rights.scope(actor, 'ReadFigures', agency);
    const asked = agency ?? ('province' in whole ? undefined : actor.agency);
    const at = this.clock.now();
    return { province: await this.rights.provinceOf(actor), period: periodOf(period, at), at, ...(asked === undefined ? {} : { agency: asked }) };
  }
}

function impossible(objection: ChangeObjection): Problem {
  const at = `/body/changes/${String(objection.place)}`;
  return objection.code === 'not-counted'
    ? problem('invalid-request', undefined, [{ path: at, reason: 'nobody counts this input: give its numerator and denominator' }])
    : problem('invalid-request', undefined, [{ path: `${at}/more`, reason: `must be from ${String(objection.least)} to ${String(objection.most)}` }]);
}
