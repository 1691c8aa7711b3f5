import { Controller, Get, Inject, Param } from '@nestjs/common';
import { showsBoard } from '#domain';
import { type Clock, type Engine, readBoard } from '#service';
import { Public } from '../identity/actor.js';
import { CLOCK, ENGINE } from '../parts.js';
import { problem } from '../problems/problem.js';
import { boardAgency } from '../schemas/public.js';
import { type BoardAnswer, viewBoard } from '../views/public-view.js';

/** How long numbers stand before they are counted again: many screens ask for the same ones. */
const FRESH_MS = 5_000;
/** Agencies remembered; the list of the settings may be long. */
const MOST_KEPT = 500;

/** Numbers of an agency for a screen in its hall, where the installation shows them. */
@Controller('api/v1/public/board')
@Public()
export class BoardsController {
  readonly #kept = new Map<string, { readonly countedAt: number; readonly answer: Promise<BoardAnswer> }>();

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
    const kept = this.#kept.get(code);
    if (kept !== undefined && at >= kept.countedAt && at - kept.countedAt < FRESH_MS) {
      return kept.answer;
    }
    const answer = readBoard(this.engine, { province: agency.province, agency: code }, at).then((numbers) => viewBoard(agency.name, numbers));
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(code, { countedAt: at, answer });
    answer.catch(() => this.#kept.delete(code));
    return answer;
  }
}
