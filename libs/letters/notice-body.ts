import { writeDateMovedNotice } from './date-moved-notice.js';
import { writeFaultApology } from './fault-apology.js';
import type { Notice } from './letter-data.js';
import { writeResultReadyNotice, writeUncollectedReminder } from './result-notices.js';
import type { Sheet } from './sheet.js';

/** Body of a letter no circular has a form for. */
export function writeNotice(sheet: Sheet, notice: Notice): void {
  switch (notice.notice) {
    case 'date-moved':
      writeDateMovedNotice(sheet, notice);
      return;
    case 'result-ready':
      writeResultReadyNotice(sheet, notice);
      return;
    case 'uncollected-reminder':
      writeUncollectedReminder(sheet, notice);
      return;
    case 'fault-apology':
      writeFaultApology(sheet, notice);
      return;
  }
}
