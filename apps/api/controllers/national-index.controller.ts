import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Post, Query } from '@nestjs/common';
import type { Actor } from '#domain';
import { type ChangeObjection, type IndexInputs, scoreIndex, simulateIndex } from '#domain/figures';
import type { Clock, Engine } from '#service';
import { readIndexInputs, readIndexScheme } from '#service/figures';
import { CurrentActor } from '../identity/actor.js';
import { figureAgency } from '../identity/figure-agency.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type Problem, problem } from '../problems/problem.js';
import { askedPeriod } from '../reads/asked-period.js';
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

  /** Who sees the whole province may leave the agency open; everybody else means their own. */
  private async counted(actor: Actor, { agency: named, ...period }: NationalIndexQuery): Promise<{ readonly head: IndexHead; readonly inputs: IndexInputs }> {
    const agency = await figureAgency(this.engine, this.rights, actor, named);
    const [at, province] = [this.clock.now(), await this.rights.provinceOf(actor)];
    const published = await readIndexScheme(this.engine.database.read);
    if (published === undefined) {
      throw problem('not-found', 'No scheme of the national index is published here: load the catalogue');
    }
    const asked = await askedPeriod(this.engine, province, period, at);
    const whose = agency === undefined ? {} : { agency };
    return { head: { ...published, asked, ...whose }, inputs: await readIndexInputs(this.engine, { province, period: asked.period, at, ...whose }) };
  }
}

function impossible(objection: ChangeObjection): Problem {
  const at = `/body/changes/${String(objection.place)}`;
  return objection.code === 'not-counted'
    ? problem('invalid-request', undefined, [{ path: at, reason: 'nobody counts this input: give its numerator and denominator' }])
    : problem('invalid-request', undefined, [{ path: `${at}/more`, reason: `must be from ${String(objection.least)} to ${String(objection.most)}` }]);
}
