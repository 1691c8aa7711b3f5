import { Controller, Get, Inject, Param } from '@nestjs/common';
import { showsBoard } from '#domain';
import { type Clock, type Engine, readBoard } from '#service';
import { Public } from '../identity/actor.js';
import { CLOCK, ENGINE } from '../parts.js';
import { problem } from '../problems/problem.js';
import { KeptAnswers } from '../reads/kept-answers.js';
import { boardAgency } from '../schemas/public.js';
import { type BoardAnswer, viewBoard } from '../views/public-view.js';

/** How long numbers stand before they are counted again: many screens ask for the same ones. */
const FRESH_MS = 5_000;

/** Numbers of an agency for a screen in its hall, where the installation shows them. */
@Controller('api/v1/public/board')
@Public()
export class BoardsController {
  readonly #kept = new KeptAnswers<BoardAnswer>(FRESH_MS);

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':agency')
  async read(@Param('agency', { schema: boardAgency }) code: string): Promise<BoardAnswer> {
    const { read } = this.engine.database;
    const agency = (await this.engine.rules.agencies(read)).get(code);
    const { publicPages } = await this.engine.rules.settings(read);
    if (agency === undefined || !showsBoard(publicPages, code)) {
      throw problem('not-found', 'This agency shows no numbers to the public');
    }
    const at = this.clock.now();
    return this.#kept.at(code, at, async () => viewBoard(agency.name, await readBoard(this.engine, { province: agency.province, agency: code }, at)));
  }
}
