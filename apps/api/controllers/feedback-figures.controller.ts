import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { type Actor, FEEDBACK_COUNTS, type FeedbackCount, formatLocalDate } from '#domain';
import type { RateValue } from '#domain/figures';
import { type Clock, countsQueryOf, type Engine, type FeedbackFiguresQuery as FiguresQuestion, listFeedbackCount, readFeedbackFigures } from '#service';
import { FEEDBACK_COUNT_LABELS, FIGURE_FORMULAS, NO_FEEDBACK_NOTE } from '#vi';
import { CurrentActor } from '../identity/actor.js';
import { figureAgency } from '../identity/figure-agency.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type AskedPeriod, askedPeriod } from '../reads/asked-period.js';
import { byKey, type Page, readKey, writeKey } from '../reads/page.js';
import { isoOf } from '../schemas/atoms.js';
import { feedbackCount, type FeedbackCountQuery, feedbackCountQuery, type FeedbackFiguresQuery, feedbackFiguresQuery } from '../schemas/feedback.js';
import { dossierPath } from '../views/dossier-view.js';
import type { CountedAnswer, FeedbackFiguresAnswer } from '../views/feedback-schema.js';
import { feedbackPath } from '../views/feedback-view.js';
import { viewPeriod } from '../views/period-view.js';

const FORMULAS = {
  answeredWell: { formula: 'answered in time and not found dissatisfying / answered or overdue', formulaVi: FIGURE_FORMULAS.answeredWell },
  satisfaction: { formula: '(dossiers − overdue − complained about) / dossiers', formulaVi: FIGURE_FORMULAS.feedbackSatisfaction },
} as const;

/** Figures of feedback (index 766 items 5.2 to 5.4), each with what it is made of. */
@Controller('api/v1/feedback-figures')
export class FeedbackFiguresController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async read(@CurrentActor() actor: Actor, @Query({ schema: feedbackFiguresQuery }) query: FeedbackFiguresQuery): Promise<FeedbackFiguresAnswer> {
    const { question, asked: told } = await this.asked(actor, query);
    const { days, counts, rates } = await readFeedbackFigures(this.engine, question);
    const span = { from: formatLocalDate(days.first), to: formatLocalDate(days.last) };
    const asked = new URLSearchParams({ ...span, ...(question.agency === undefined ? {} : { agency: question.agency }) }).toString();
    return {
      period: viewPeriod(told),
      asOf: isoOf(question.at),
      agency: question.agency ?? null,
      counts: FEEDBACK_COUNTS.map((count) => ({ count, label: FEEDBACK_COUNT_LABELS[count], value: counts[count], link: `/api/v1/feedback-figures/${count}/members?${asked}` })),
      answeredWell: viewRate(rates.answeredWell, FORMULAS.answeredWell),
      satisfaction: viewRate(rates.satisfaction, FORMULAS.satisfaction),
      note: rates.nothingReceived ? NO_FEEDBACK_NOTE : null,
    };
  }

  /** The cases, or dossiers, a count is made of. */
  @Get(':count/members')
  async members(@CurrentActor() actor: Actor, @Param('count', { schema: feedbackCount }) count: FeedbackCount, @Query({ schema: feedbackCountQuery }) { limit, after, ...query }: FeedbackCountQuery): Promise<Page<CountedAnswer>> {
    const question = countsQueryOf((await this.asked(actor, query)).question);
    const found = await listFeedbackCount(this.engine.database.read, question, count, limit + 1, after === undefined ? undefined : readKey(after, byKey).key);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const pathOf = count === 'complained-dossiers' ? dossierPath : feedbackPath;
    return { items: page.map((code) => ({ code, link: pathOf(code) })), next: found.length > limit && last !== undefined ? writeKey({ at: 0, key: last }) : null };
  }

  /** Who sees the whole province may leave the agency open; everybody else means their own. */
  private async asked(actor: Actor, { agency: named, ...period }: FeedbackFiguresQuery): Promise<{ readonly question: FiguresQuestion; readonly asked: AskedPeriod }> {
    const agency = await figureAgency(this.engine, this.rights, actor, named);
    const [at, province] = [this.clock.now(), await this.rights.provinceOf(actor)];
    const asked = await askedPeriod(this.engine, province, period, at);
    return { question: { province, period: asked.period, at, ...(agency === undefined ? {} : { agency }) }, asked };
  }
}

function viewRate({ n, d, value }: RateValue, words: { readonly formula: string; readonly formulaVi: string }): FeedbackFiguresAnswer['satisfaction'] {
  return { n, d, value: value ?? null, ...words };
}
