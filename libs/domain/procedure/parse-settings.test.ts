import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../dossier/rules.js';
import { ProcedureFormatError } from './json-shape.js';
import { parseSettings, settingsOf } from './parse-settings.js';

const PAR_SCORING = DEFAULT_SETTINGS.parIndexScoring;

describe('the settings of an installation', () => {
  test('are the program\'s own where it chose none', () => {
    expect(settingsOf(parseSettings({}))).toEqual(DEFAULT_SETTINGS);
  });

  test('replace one by one what it chose, half days among them', () => {
    const chosen = {
      dueSoonLead: { unit: 'working-days', amount: 2 },
      resultHandoverLead: { unit: 'working-days', amount: 0.5 },
      transferCutOffMinute: 900,
      stageWarningShares: [90],
      apologyEscalation: { levels: [{ to: 'province', afterHalfDays: 2 }], everyHalfDays: 2 },
    } as const;
    expect(settingsOf(parseSettings(chosen))).toEqual({ ...DEFAULT_SETTINGS, ...chosen });
  });

  test('give the list of reasons for a delay anew: own words for own codes, the program\'s for its own, and ends', () => {
    const delayReasons = [{ code: 'complex' }, { code: 'rain', text: 'Mưa lũ' }, { code: 'overload', text: 'Nhiều hồ sơ', endsOn: '2026-10-01' }];
    expect(settingsOf(parseSettings({ delayReasons })).delayReasons).toEqual(delayReasons);
  });

  test('give publication whole: every place with its term and what it counts from', () => {
    const place = { limit: { unit: 'working-days', amount: 3 }, from: 'database-posting', agency: 'H99.02' } as const;
    const publication = {
      ...DEFAULT_SETTINGS.publication,
      owner: 'H99.01',
      places: { counter: place, website: place, portal: place, 'internal-process': place },
      repealPlaces: ['counter', 'website', 'portal'],
    };
    expect(settingsOf(parseSettings({ publication })).publication).toEqual(publication);
    expect(() => parseSettings({ publication: { owner: 'H99.01' } })).toThrow('publication.places must be given');
    expect(() => parseSettings({ publication: { ...publication, places: { ...publication.places, counter: { ...place, limit: { unit: 'working-days', amount: 0 } } } } })).toThrow('publication.places.counter.limit must be a limit above nought');
    expect(() => parseSettings({ publication: { ...publication, repealPlaces: ['internal-process'] } })).toThrow(ProcedureFormatError);
  });

  test.each([
    [{ delayReasons: [] }, 'delayReasons must be a list of at least one item; found []. Correct the file and load it again.'],
    [{ delayReasons: [{ code: 'rain' }] }, 'delayReasons[0].text must be given: the program has no words for this code; found nothing. Correct the file and load it again.'],
    [{ delayReasons: [{ code: 'mưa lũ', text: 'Mưa lũ' }] }, 'delayReasons[0].code must be a code of letters, digits and . _ -; found "mưa lũ". Correct the file and load it again.'],
    [{ delayReasons: [{ code: 'complex' }, { code: 'complex', text: 'x' }] }, 'delayReasons[1].code must be another one: each code stands in the list once; found "complex". Correct the file and load it again.'],
    [{ delayReasons: [{ code: 'complex', endsOn: '1/10/2026' }] }, 'delayReasons[0].endsOn must be a day as 2026-07-01; found "1/10/2026". Correct the file and load it again.'],
    [{ reappointmentMargin: { unit: 'working-days', amount: -1 } }, 'reappointmentMargin must be a limit of nought or more; found {"unit":"working-days","amount":-1}. Correct the file and load it again.'],
    [{ letterAfterExpiry: { unit: 'working-days', amount: 0 } }, 'letterAfterExpiry must be a limit above nought; found {"unit":"working-days","amount":0}. Correct the file and load it again.'],
    [{ dueSoonLeed: { unit: 'working-days', amount: 1 } }, 'dueSoonLeed must be absent: this key is not known here; found {"unit":"working-days","amount":1}. Correct the file and load it again.'],
    [{ dueSoonLead: { unit: 'days', amount: 1 } }, 'dueSoonLead.unit must be one of working-days, working-hours, calendar-days, months, years, same-day; found "days". Correct the file and load it again.'],
    [{ partyWarningLead: { unit: 'working-days', amount: -1 } }, 'partyWarningLead must be a limit of nought or more (nought gives no warning); found {"unit":"working-days","amount":-1}. Correct the file and load it again.'],
    [{ resultNoticeLimit: { unit: 'calendar-days', amount: 0 } }, 'resultNoticeLimit must be a limit above nought; found {"unit":"calendar-days","amount":0}. Correct the file and load it again.'],
    [{ uncollectedReminderDays: 0 }, 'uncollectedReminderDays must be a whole number from 1; found 0. Correct the file and load it again.'],
    [{ transferCutOffMinute: 1440 }, 'transferCutOffMinute must be a number of minutes below 1440; found 1440. Correct the file and load it again.'],
    [{ transferToleranceMinutes: 0.5 }, 'transferToleranceMinutes must be a whole number from 0; found 0.5. Correct the file and load it again.'],
    [{ stageWarningShares: [80, 50] }, 'stageWarningShares must be whole percentages from 1 to 99, each above the one before; found [80,50]. Correct the file and load it again.'],
    [{ stageWarningShares: [50, 100] }, 'stageWarningShares must be whole percentages from 1 to 99, each above the one before; found [50,100]. Correct the file and load it again.'],
    [{ apologyEscalation: { levels: [], everyHalfDays: 0 } }, 'apologyEscalation.everyHalfDays must be a whole number from 1; found 0. Correct the file and load it again.'],
    [
      { apologyEscalation: { levels: [{ to: 'parent', afterHalfDays: 2 }, { to: 'province', afterHalfDays: 2 }], everyHalfDays: 1 } },
      'apologyEscalation.levels must be levels from the nearest on, each after more half days than the one before; found [{"to":"parent"',
    ],
    [{ registerLinesPerPage: 0 }, 'registerLinesPerPage must be a whole number from 1; found 0. Correct the file and load it again.'],
    [{ parIndexScoring: { ...PAR_SCORING, from: { month: 2, day: 29 } } }, 'parIndexScoring.from must be a month and a day every year has; found {"month":2,"day":29}. Correct the file and load it again.'],
    [{ parIndexScoring: { ...PAR_SCORING, until: { month: 11, day: 30 } } }, 'parIndexScoring.until must be no earlier in the year than `from`; found {"month":11,"day":30}. Correct the file and load it again.'],
    [{ parIndexScoring: { ...PAR_SCORING, dueEnd: 'noon' } }, 'parIndexScoring.dueEnd must be one of midnight, closing; found "noon". Correct the file and load it again.'],
    [[], 'The file must be an object; found []. Correct the file and load it again.'],
  ])('%j are refused by place, expectation and finding', (json, message) => {
    expect(() => parseSettings(json)).toThrow(ProcedureFormatError);
    expect(() => parseSettings(json)).toThrow(message);
  });
});
