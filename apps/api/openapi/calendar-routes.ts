import { z } from 'zod';
import { reference } from '../schemas/atoms.js';
import { calendarDraftRequest, calendarDraftsQuery, calendarImpactQuery, calendarYearQuery, noticeImportRequest, yearInPath } from '../schemas/calendar-draft.js';
import { calendarDraftSchema, noticeDraftSchema } from '../views/calendar-draft-view.js';
import { calendarsSchema, calendarYearSchema } from '../views/calendar-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const CALENDARS = '/api/v1/calendars';
const DRAFTS = '/api/v1/calendar-drafts';
const id = { id: z.uuid() };
const DRAFT = { json: calendarDraftSchema };

/** Routes of the calendars and of changes to them. */
export const CALENDAR_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: CALENDARS, id: 'readCalendars', tag: 'calendars', summary: 'The current calendars: their layers, and which of them make each agency\'s calendars',
    answers: { 200: { description: 'The current version', content: { json: calendarsSchema } } },
  },
  {
    method: 'get', path: `${CALENDARS}/{agency}/years/{year}`, id: 'readCalendarYear', tag: 'calendars', summary: 'A year of an agency\'s calendar: every day that differs from its week with reason and decree, and the working days',
    params: { agency: reference, year: yearInPath }, query: calendarYearQuery, answers: { 200: { description: 'The year', content: { json: calendarYearSchema } } }, problems: [404],
  },
  {
    method: 'post', path: DRAFTS, id: 'draftCalendars', tag: 'calendars', summary: 'Draft a change of calendars; a second person publishes it', idempotent: true, body: { json: calendarDraftRequest },
    answers: { 201: { description: 'The draft with what it changes day by day; the same draft for a repeated key', content: DRAFT } }, problems: [403, 422],
  },
  {
    method: 'post', path: `${DRAFTS}/imports`, id: 'importNotice', tag: 'calendars', summary: 'Draft a change from a notice as CSV, JSON or iCalendar', idempotent: true, body: { json: noticeImportRequest },
    answers: { 201: { description: 'The draft, with what of the file is to be looked at', content: { json: noticeDraftSchema } } }, problems: [403, 422],
  },
  {
    method: 'get', path: DRAFTS, id: 'listCalendarDrafts', tag: 'calendars', summary: 'Drafts of calendars, the newest first', query: calendarDraftsQuery,
    answers: { 200: { description: 'A page of drafts', content: { json: PAGES.calendarDrafts } } }, problems: [403],
  },
  {
    method: 'get', path: `${DRAFTS}/{id}`, id: 'readCalendarDraft', tag: 'calendars', summary: 'A draft with what it changes day by day', params: id,
    answers: { 200: { description: 'The draft', content: DRAFT } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${DRAFTS}/{id}/impact`, id: 'readCalendarImpact', tag: 'calendars', summary: 'The open dossiers a draft would move, from when to when, and those it would endanger', params: id, query: calendarImpactQuery,
    answers: { 200: { description: 'A page of dossiers and the numbers; none while they are computed', content: { json: PAGES.calendarImpact } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${DRAFTS}/{id}/rebase`, id: 'rebaseCalendarDraft', tag: 'calendars', summary: 'Put a draft on the current calendars and have its impact computed anew', params: id,
    answers: { 200: { description: 'The draft', content: DRAFT } }, problems: [403, 404, 409, 422],
  },
  {
    method: 'post', path: `${DRAFTS}/{id}/discard`, id: 'discardCalendarDraft', tag: 'calendars', summary: 'Give a draft up; it stays to be read', params: id,
    answers: { 200: { description: 'The draft', content: DRAFT } }, problems: [403, 404, 409],
  },
  {
    method: 'post', path: `${DRAFTS}/{id}/publish`, id: 'publishCalendarDraft', tag: 'calendars', summary: 'Publish a draft as the second person; open dossiers are re-dated right after', params: id,
    answers: { 200: { description: 'The draft with the version it became', content: DRAFT } }, problems: [403, 404, 409, 422],
  },
];
