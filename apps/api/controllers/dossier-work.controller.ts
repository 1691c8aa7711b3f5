import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#domain';
import { type Clock, endFollow, type Engine, followDossier, listFollows, listNotesOf, namesOfStaff, writeNote } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { problem } from '../problems/problem.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { dossierCode, idempotencyKey } from '../schemas/atoms.js';
import { type FollowRequest, followRequest, type FollowsQuery, followsQuery, type NoteRequest, noteRequest, type NotesQuery, notesQuery } from '../schemas/officer.js';
import { type FollowAnswer, type NoteAnswer, viewFollow, viewNote } from '../views/dossier-work-view.js';
import { Discloses } from '../identity/discloses.js';
import { dossierOfAddress } from '../views/shown.js';

/** What people keep about a dossier beside its ledger: notes, and who is told when something comes. */
@Controller('api/v1')
export class DossierWorkController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** Notes may name people: they are read under the right to read personal data. */
  @Get('dossiers/:code/notes')
  @Discloses('note', (answer: Page<NoteAnswer>, asked) => (answer.items.some(({ text }) => text !== null) ? dossierOfAddress('note')(answer, asked) : []))
  async notes(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string, @Query({ schema: notesQuery }) { limit, after }: NotesQuery): Promise<Page<NoteAnswer>> {
    const { id, engine } = await this.rights.dossier(actor, 'ReadPersonalData', code);
    const found = await listNotesOf(engine, id, { limit: limit + 1, ...(after === undefined ? {} : { after }) });
    const items = found.slice(0, limit);
    const names = await namesOfStaff(this.engine.database.read, items.map(({ by }) => by));
    return { items: items.map((note) => viewNote(note, names)), next: found.length > limit ? String(items.at(-1)?.number ?? '') : null };
  }

  /** Adds a note. None is changed: a correction is another one. */
  @Post('dossiers/:code/notes')
  async note(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Param('code', { schema: dossierCode }) code: string, @Body({ schema: noteRequest }) { text }: NoteRequest): Promise<NoteAnswer> {
    const { id } = await this.rights.dossier(actor, 'WriteNote', code);
    const outcome = await writeNote(this.engine, id, { actor, key, text }, this.clock.now());
    switch (outcome.kind) {
      case 'written':
        return viewNote(outcome.note, await namesOfStaff(this.engine.database.read, [outcome.note.by]));
      case 'key-conflict':
        throw problem('idempotency-key-reused');
      case 'too-many':
        throw problem('too-many-notes');
      case 'erased':
        throw problem('dossier-erased');
    }
  }

  /** Asks to be told when something comes of a dossier; who asked for the same already goes on as begun. */
  @Post('dossiers/:code/follows')
  @HttpCode(HttpStatus.OK)
  async follow(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string, @Body({ schema: followRequest }) body: FollowRequest): Promise<FollowAnswer> {
    const { id } = await this.rights.dossier(actor, 'ReadDossier', code);
    return viewFollow(await followDossier(this.engine.database.read, id, actor, body, this.clock.now()));
  }

  /** What you are still to be told of. */
  @Get('follows')
  async follows(@CurrentActor() actor: Actor, @Query({ schema: followsQuery }) { limit, after, dossier }: FollowsQuery): Promise<Page<FollowAnswer>> {
    await this.rights.reach(actor, 'ReadDossier');
    const found = await listFollows(this.engine.database.read, actor.subject, { limit: limit + 1, ...(dossier === undefined ? {} : { code: dossier }), ...(after === undefined ? {} : { after: readKey(after) }) });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map(viewFollow), next: found.length > limit && last !== undefined ? writeKey({ at: last.begunAt, key: last.id }) : null };
  }

  @Post('follows/:id/end')
  @HttpCode(HttpStatus.OK)
  async endFollow(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<FollowAnswer> {
    const follow = await endFollow(this.engine.database.read, id, actor.subject, this.clock.now());
    if (follow === undefined) {
      throw problem('not-found', `You follow nothing under ${id}`);
    }
    return viewFollow(follow);
  }
}
