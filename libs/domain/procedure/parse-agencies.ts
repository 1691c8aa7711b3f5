import type { Agency } from '../dossier/agency.js';
import { filledText, flag, listOf, localDay, oneOf, shapeOf, text } from './json-shape.js';

const agency = shapeOf<Agency>(
  {
    code: filledText,
    unitCode: filledText,
    name: filledText,
    kind: oneOf(['province', 'centre', 'department', 'office', 'commune', 'branch', 'external']),
    superior: text,
    province: filledText,
    desk: flag,
  },
  { parent: filledText, remote: flag, phone: filledText, symbol: filledText, endsOn: localDay },
);
const agencies = listOf(agency);

/** The agencies of a catalogue file. Throws `ProcedureFormatError` with the path of the first wrong, missing or unknown key. */
export function parseAgencies(json: unknown): readonly Agency[] {
  return agencies(json, '');
}
