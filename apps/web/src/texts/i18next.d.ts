import type admin from './vi/admin.json';
import type citizen from './vi/citizen.json';
import type counter from './vi/counter.json';
import type manager from './vi/manager.json';
import type officer from './vi/officer.json';
import type { LABELS } from './vi/labels.js';
import type shell from './vi/shell.json';

/** What the menu calls pages, by part. */
interface Menu {
  admin: (typeof admin)['menu'];
  counter: (typeof counter)['menu'];
  manager: (typeof manager)['menu'];
  officer: (typeof officer)['menu'];
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: { shell: typeof shell; counter: typeof counter; officer: typeof officer; manager: typeof manager; admin: typeof admin; citizen: typeof citizen; labels: typeof LABELS; menu: Menu };
  }
}
