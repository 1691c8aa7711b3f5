import { reference } from '../schemas/atoms.js';
import { letterTemplateContent, templatePreviewQuery } from '../schemas/letter-template.js';
import { pageQuery, timelineQuery } from '../schemas/queries.js';
import { letterTemplateSchema, templateVersionSchema } from '../views/letter-template-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const TEMPLATES = '/api/v1/letter-templates';
const scope = { scope: reference };

/** Routes of letter templates. */
export const TEMPLATE_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: TEMPLATES, id: 'listLetterTemplates', tag: 'letters', summary: 'Scopes that published how they print letters, with the version in force', query: pageQuery,
    answers: { 200: { description: 'A page of versions', content: { json: PAGES.templateVersions } } },
  },
  {
    method: 'get', path: `${TEMPLATES}/{scope}`, id: 'readLetterTemplate', tag: 'letters', summary: 'How an agency, a province or the nation (VN) prints letters, with what it inherits', params: scope,
    answers: { 200: { description: 'The template in force', content: { json: letterTemplateSchema } } }, problems: [404],
  },
  {
    method: 'get', path: `${TEMPLATES}/{scope}/versions`, id: 'listLetterTemplateVersions', tag: 'letters', summary: 'Every version a scope published, oldest first', params: scope, query: timelineQuery,
    answers: { 200: { description: 'A page of versions', content: { json: PAGES.templateVersions } } },
  },
  {
    method: 'post', path: `${TEMPLATES}/{scope}/versions`, id: 'publishLetterTemplate', tag: 'letters', summary: 'Publish how a scope prints letters; letters produced before stay as they are', idempotent: true,
    params: scope, body: { json: letterTemplateContent },
    answers: { 201: { description: 'The version; the one in force when nothing differs', content: { json: templateVersionSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'post', path: `${TEMPLATES}/{scope}/preview`, id: 'previewLetterTemplate', tag: 'letters', summary: 'A form as it would print under a template that is not published: the receipt blank, the apology with an example',
    params: scope, query: templatePreviewQuery, body: { json: letterTemplateContent }, answers: { 200: { description: 'The form', content: { media: ['application/pdf'] } } }, problems: [403, 404, 409, 422],
  },
];
