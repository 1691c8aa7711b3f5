import { expect, test } from 'vitest';
import { at, calendarWith } from '../../test/fixtures/calendar/calendars.js';
import { DossierLife, person } from '../../test/fixtures/dossier-life.js';
import { bookOf, rulesOf } from '../../test/fixtures/rules.js';
