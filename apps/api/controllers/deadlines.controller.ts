import { Body, Controller, HttpCode, HttpStatus, Inject, Post } from '@nestjs/common';
import { type Actor, reachOf } from '#domain';
import { type Clock, type Engine, previewDeadline } from '#service';
import { CurrentActor } from '../identity/actor.js';
import { forbidden, intakeRefused } from '../problems/problem.js';
import { refusalWords } from '../reads/refusal-words.js';
import { type DeadlineQuestionBody, deadlineQuestion } from '../schemas/deadline-question.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type PreviewAnswer, viewPreview } from '../views/preview-view.js';

/** Dates without a dossier. */
@Controller('api/v1/deadlines')
export class DeadlinesController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What date an intake would be given, and why; for whoever takes in or reads dossiers anywhere. Writes nothing. */
  @Post('preview')
  @HttpCode(HttpStatus.OK)
  async preview(@CurrentActor() actor: Actor, @Body({ schema: deadlineQuestion }) question: DeadlineQuestionBody): Promise<PreviewAnswer> {
    if (reachOf(actor.role, 'TakeIn') === 'none' && reachOf(actor.role, 'ReadDossier') === 'none') {
      throw forbidden();
    }
    const preview = await previewDeadline(this.engine, actor, question, this.clock.now());
    if (preview.kind === 'refused') {
      throw intakeRefused(preview.refusal, await refusalWords(this.engine, preview.refusal));
    }
    return viewPreview(preview);
  }
}
