import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { buildDocument } from './document.js';

const DOCUMENT_PATH = 'api/openapi.json';
const PAGES_PATH = 'api/docs';

/** Serves the description at `/api/openapi.json` and its pages at `/api/docs`; both without a token. */
export function serveDocument(app: NestFastifyApplication): void {
  const document = buildDocument() as unknown as OpenAPIObject;
  SwaggerModule.setup(PAGES_PATH, app, document, { jsonDocumentUrl: DOCUMENT_PATH, raw: ['json'], customSiteTitle: 'Đúng Hạn API' });
}
