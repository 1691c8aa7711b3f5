import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { type Actor, NATION, ProcedureFormatError } from '#domain';
import { type Clock, type Engine, listTemplates, listTemplateVersions, previewTemplate, publishLetterTemplate, readTemplateVersion } from '#service';
import { LetterFieldMissing } from '#letters';
import { missingFieldSentence } from '#vi';
import { pdfFile } from '../files/pdf-file.js';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { pointerTo, problem } from '../problems/problem.js';
import type { Page } from '../reads/page.js';
import { idempotencyKey, reference } from '../schemas/atoms.js';
import { type LetterTemplateContent, letterTemplateContent, type TemplatePreviewQuery, templatePreviewQuery } from '../schemas/letter-template.js';
import { type PageQuery, pageQuery, type TimelineQuery, timelineQuery } from '../schemas/queries.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type LetterTemplateAnswer, type TemplateVersionAnswer, viewTemplate, viewTemplateVersion } from '../views/letter-template-view.js';

const scopeInPath = { schema: reference };

/** How the nation, provinces and agencies print their letters: versions that are published and never changed. */
@Controller('api/v1/letter-templates')
export class LetterTemplatesController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async list(@Query({ schema: pageQuery }) { limit, after }: PageQuery): Promise<Page<TemplateVersionAnswer>> {
    const found = await listTemplates(this.engine, { limit: limit + 1, ...(after === undefined ? {} : { after }) });
    const items = found.slice(0, limit).map(viewTemplateVersion);
    return { items, next: found.length > limit ? (items.at(-1)?.scope ?? null) : null };
  }

  @Get(':scope')
  async read(@Param('scope', scopeInPath) scope: string): Promise<LetterTemplateAnswer> {
    const { read } = this.engine.database;
    const [templates, agencies] = [await this.engine.rules.templates(read), await this.engine.rules.agencies(read)];
    const agency = scope === NATION ? { code: NATION, province: NATION } : agencies.get(scope);
    if (agency === undefined) {
      throw unknownScope(scope);
    }
    return viewTemplate(scope, await readTemplateVersion(this.engine, scope), templates.forAgency(agency));
  }

  @Get(':scope/versions')
  async versions(@Param('scope', scopeInPath) scope: string, @Query({ schema: timelineQuery }) { limit, after }: TimelineQuery): Promise<Page<TemplateVersionAnswer>> {
    const found = await listTemplateVersions(this.engine, scope, { limit: limit + 1, ...(after === undefined ? {} : { after }) });
    const items = found.slice(0, limit).map(viewTemplateVersion);
    return { items, next: found.length > limit ? String(items.at(-1)?.number ?? '') : null };
  }

  /** Publishes a version; letters produced before stay as they are. The same key gives the same version. */
  @Post(':scope/versions')
  @HttpCode(HttpStatus.CREATED)
  async publish(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Param('scope', scopeInPath) scope: string,
    @Body({ schema: letterTemplateContent }) body: LetterTemplateContent,
  ): Promise<TemplateVersionAnswer> {
    await this.demand(actor, scope);
    const author = { at: this.clock.now(), by: actor.subject, idempotencyKey: key };
    const result = await publishLetterTemplate(this.engine, scope, body, author).catch((error: unknown) => {
      throw error instanceof ProcedureFormatError ? invalid(error) : error;
    });
    switch (result.kind) {
      case 'unknown-scope':
        throw unknownScope(scope);
      case 'key-conflict':
        throw problem('idempotency-key-reused');
      case 'published':
      case 'unchanged': {
        const version = await readTemplateVersion(this.engine, scope, result.template.number);
        if (version === undefined) {
          throw unknownScope(scope);
        }
        return viewTemplateVersion(version);
      }
    }
  }

  /** A form as it would print under a template that is not published; keeps nothing. */
  @Post(':scope/preview')
  @HttpCode(HttpStatus.OK)
  async preview(
    @CurrentActor() actor: Actor,
    @Param('scope', scopeInPath) scope: string,
    @Query({ schema: templatePreviewQuery }) { form, agency }: TemplatePreviewQuery,
    @Body({ schema: letterTemplateContent }) content: LetterTemplateContent,
  ): Promise<StreamableFile> {
    await this.demand(actor, scope);
    const shown = agency ?? (scope === NATION ? actor.agency : scope);
    const pdf = await previewTemplate(this.engine, { scope, content, agency: shown, form }, this.clock.now()).catch((error: unknown) => {
      if (error instanceof LetterFieldMissing) throw problem('letter-incomplete', missingFieldSentence(error.form, error.field), [{ path: `/body/${error.field.replaceAll('.', '/')}`, reason: 'is empty' }]);
      throw error instanceof ProcedureFormatError ? invalid(error) : error;
    });
    if (pdf === undefined) {
      throw unknownScope(shown);
    }
    return pdfFile(pdf, `${scope}-${form}.pdf`);
  }

  private async demand(actor: Actor, scope: string): Promise<void> {
    const agency = (await this.engine.rules.agencies(this.engine.database.read)).get(scope);
    await this.rights.demand(actor, 'ManageCatalogue', { province: agency?.province ?? (await this.rights.provinceOf(actor)), agencies: [] });
  }
}

function unknownScope(scope: string): ReturnType<typeof problem> {
  return problem('not-found', `There is no agency ${scope}; write VN for the template of the nation`);
}

/** The wrong place as a pointer into the body. */
function invalid({ path, message }: ProcedureFormatError): ReturnType<typeof problem> {
  return problem('template-invalid', undefined, [{ path: `/body/${path.split('.').map(pointerTo).join('/')}`, reason: message }]);
}
