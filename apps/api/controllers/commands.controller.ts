import { Body, Controller, Get, HttpStatus, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, type CommandBodies, type CommandType, isOfTwoPersons } from '#domain';
import { type CommandRecord, type Engine, findCommand } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { type Problem, problem } from '../problems/problem.js';
import { getFileFacts } from '../reads/files.js';
import { dossierCode, idempotencyKey } from '../schemas/atoms.js';
import { type CommandRequest, commandRequestSchema } from '../schemas/command-request.js';
import { ENGINE } from '../parts.js';
import { type AppliedCommand, type CommandAnswer, commandPath, viewCommand } from '../views/command-view.js';
import { DossierDesk } from './dossier-desk.js';
import { Discloses } from '../identity/discloses.js';
import { shownOfDossier } from '../views/shown.js';

/** Commands on dossiers, and what became of them. */
@Controller('api/v1')
export class CommandsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly desk: DossierDesk,
    private readonly rights: Rights,
  ) {}

  /** 200 with the dossier when the command was applied, 202 with its address when its outcome is still to come. */
  @Post('dossiers/:code/commands')
  @Discloses('dossier', (answer: AppliedCommand | CommandAnswer) => ('dossier' in answer && typeof answer.dossier !== 'string' ? shownOfDossier(answer.dossier) : []))
  async send(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Param('code', { schema: dossierCode }) code: string,
    @Body({ schema: commandRequestSchema }) request: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AppliedCommand | CommandAnswer> {
    if (isOfTwoPersons(request.type)) {
      await this.rights.dossier(actor, request.type, code);
      throw problem('two-persons-needed');
    }
    const command = await this.desk.send({
      actor,
      idempotencyKey: key,
      dossierCode: code,
      type: request.type,
      body: await this.completed(actor, code, request),
      ...(request.text === undefined ? {} : { text: request.text }),
    });
    if (command.status === 'pending') {
      void reply.status(HttpStatus.ACCEPTED).header('location', commandPath(command.id));
      return viewCommand(command);
    }
    void reply.status(HttpStatus.OK);
    return { id: command.id, status: 'applied', dossier: (await this.desk.find(actor, code, lastEventOf(command))) ?? null };
  }

  @Get('commands/:id')
  async read(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<CommandAnswer> {
    const command = await findCommand(this.engine, id);
    if (command === undefined || (command.actorSubject !== actor.subject && !(await this.mayRead(actor, command)))) {
      throw noSuchCommand(id);
    }
    return viewCommand(await this.desk.seenBy(actor, command), await this.desk.wordsOf(command));
  }

  /** Whoever may read the dossier may read a command to it; nobody else is told that there was any. */
  private async mayRead(actor: Actor, { dossierCode: code }: CommandRecord): Promise<boolean> {
    return code !== undefined && this.rights.mayWith(actor, 'ReadDossier', code);
  }

  /** `AttachFile` with what the server knows of the file; every other body as it was sent. */
  private async completed(actor: Actor, code: string, request: CommandRequest): Promise<CommandBodies[CommandType]> {
    if (request.type !== 'AttachFile') {
      return request.body;
    }
    return { ...request.body, ...(await getFileFacts(this.engine, this.rights, actor, { dossierCode: code, fileId: request.body.fileId })) };
  }
}

/** The last event a command appended: its answer shows the dossier as it was then, however late it is asked for again. */
function lastEventOf({ outcome }: CommandRecord): number | undefined {
  return outcome?.kind === 'applied' ? outcome.seq.at(-1) : undefined;
}

function noSuchCommand(id: string): Problem {
  return problem('not-found', `There is no command ${id}`);
}
