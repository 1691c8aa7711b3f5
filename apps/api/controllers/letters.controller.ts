import { Controller, Get, Inject, Param, Query, type StreamableFile } from '@nestjs/common';
import type { Actor } from '#domain';
import { type Clock, type Engine, enterDossier, type LetterEntry, letterFileName, listLetterOpenings, listLetters, previewLetter, printReceipt, readLetter, readLetterDocument } from '#service';
import { missingFieldSentence } from '#vi';
import { docxFile, pdfFile } from '../files/pdf-file.js';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { problem } from '../problems/problem.js';
import { byKey, type Page, readKey, writeKey } from '../reads/page.js';
import { dossierCode } from '../schemas/atoms.js';
import { letterKey } from '../schemas/delivery.js';
import { type PageQuery, pageQuery, type TimelineQuery, timelineQuery } from '../schemas/queries.js';
import { type LetterFileQuery, letterFileQuery } from '../schemas/slips.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type LetterOpeningAnswer, viewLetterOpening } from '../views/letter-opening-view.js';
import { type LetterAnswer, viewLetter } from '../views/list-views.js';
import { Discloses } from '../identity/discloses.js';
import { dossierOfAddress } from '../views/shown.js';

/** Slips and letters of a dossier, as PDF. They name the applicant, so they need the right to read personal data. */
@Controller('api/v1/dossiers/:code')
export class LettersController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get('receipt')
  @Discloses('letter', dossierOfAddress('receipt'))
  async receipt(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string): Promise<StreamableFile> {
    const { id } = await this.rights.dossier(actor, 'ReadPersonalData', code);
    await enterDossier(this.engine, id, this.clock.now());
    const pdf = await printReceipt(this.engine, code);
    if (pdf === undefined) {
      throw problem('not-found', 'This dossier has no receipt: it is not accepted yet, was imported, or its personal data was erased');
    }
    return pdfFile(pdf, `${code}-01.pdf`);
  }

  @Get('letters')
  async list(
    @CurrentActor() actor: Actor,
    @Param('code', { schema: dossierCode }) code: string,
    @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<Page<LetterAnswer>> {
    const { engine } = await this.rights.dossier(actor, 'ReadDossier', code);
    const after = query.after === undefined ? undefined : readKey(query.after, byKey);
    const letters = (await listLetters(engine, code)).filter(
      (letter) => after === undefined || letter.owed_at > after.at || (letter.owed_at === after.at && letter.key > after.key),
    );
    const page = letters.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: page.map((letter) => viewLetter(code, letter)),
      next: letters.length > query.limit && last !== undefined ? writeKey({ at: last.owed_at, key: last.key }) : null,
    };
  }

  /** Whether and when the letters were opened on the public page: for whoever may open them here. */
  @Get('letter-openings')
  async openings(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string, @Query({ schema: timelineQuery }) { limit, after }: TimelineQuery): Promise<Page<LetterOpeningAnswer>> {
    const { id } = await this.rights.dossier(actor, 'ReadPersonalData', code);
    const found = await listLetterOpenings(this.engine, id, { limit: limit + 1, ...(after === undefined ? {} : { after }) });
    const items = found.slice(0, limit);
    return { items: items.map(viewLetterOpening), next: found.length > limit ? String(items.at(-1)?.id ?? '') : null };
  }

  @Get('letters/:key')
  @Discloses('letter', dossierOfAddress('letter'))
  async read(
    @CurrentActor() actor: Actor,
    @Param('code', { schema: dossierCode }) code: string,
    @Param('key', { schema: letterKey }) key: string,
    @Query({ schema: letterFileQuery }) { format }: LetterFileQuery,
  ): Promise<StreamableFile> {
    const { engine } = await this.rights.dossier(actor, 'ReadPersonalData', code);
    const letter = (await listLetters(engine, code)).find((candidate) => candidate.key === key);
    if (format === 'docx') {
      return this.document(engine, code, letter);
    }
    const pdf = letter === undefined ? undefined : await readLetter(engine, key);
    if (letter === undefined || pdf === undefined) {
      throw problem('not-found', 'This dossier has no such letter, or it is not produced yet');
    }
    return pdfFile(pdf, letterFileName(code, letter));
  }

  private async document(engine: Engine, code: string, letter: LetterEntry | undefined): Promise<StreamableFile> {
    const docx = letter === undefined ? undefined : await readLetterDocument(engine, letter.key);
    if (letter === undefined || docx === undefined) {
      throw problem('not-found', 'This dossier has no such letter, it is not produced yet, or its form is made as PDF only: DOCX is made of forms 04 and 05');
    }
    return docxFile(docx, `${code}-${letter.form}.docx`);
  }

  /** The file before it is sent: of a produced letter the one it has, of an owed one what it would be now; nothing is stored. */
  @Get('letters/:key/preview')
  @Discloses('letter', dossierOfAddress('preview'))
  async preview(
    @CurrentActor() actor: Actor,
    @Param('code', { schema: dossierCode }) code: string,
    @Param('key', { schema: letterKey }) key: string,
  ): Promise<StreamableFile> {
    const { engine } = await this.rights.dossier(actor, 'ReadPersonalData', code);
    const letter = (await listLetters(engine, code)).find((candidate) => candidate.key === key);
    const preview = letter === undefined ? { kind: 'gone' as const } : await previewLetter(engine, key);
    switch (preview.kind) {
      case 'pdf':
        return pdfFile(preview.pdf, letter === undefined ? `${code}.pdf` : letterFileName(code, letter));
      case 'field-missing':
        throw problem('letter-incomplete', missingFieldSentence(preview.form, preview.field), [{ path: `/letter/${preview.field.replaceAll('.', '/')}`, reason: 'is empty' }]);
      case 'awaits-signature':
        throw problem('letter-unsigned');
      case 'gone':
        throw problem('not-found', 'This dossier has no such letter, or it was withdrawn');
    }
  }
}
