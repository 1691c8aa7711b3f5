import { count, filledListOf, filledText, listOf, localDay, shapeOf } from '../procedure/json-shape.js';
import { legalBasis } from '../procedure/parse-parties.js';
import { PROCEDURE_READERS, termRule } from '../procedure/parse-procedure.js';
import type { GroupCase, GroupMember, ProcedureGroup, ServedComponent, SharedComponent } from './procedure-group.js';

const member = shapeOf<GroupMember>({ procedureCode: filledText, caseCode: filledText, agencies: filledListOf(filledText), needs: listOf(filledText) }, {});

const groupCase = shapeOf<GroupCase>({ code: filledText, name: filledText, term: termRule, members: filledListOf(member) }, {});

const shared = shapeOf<SharedComponent>(
  { code: filledText, name: filledText, serves: filledListOf(shapeOf<ServedComponent>({ procedureCode: filledText, component: filledText }, {})) },
  {},
);

const group = shapeOf<ProcedureGroup>(
  {
    code: filledText,
    version: count,
    name: filledText,
    field: PROCEDURE_READERS.field,
    effectiveFrom: localDay,
    channels: PROCEDURE_READERS.channels,
    cases: filledListOf(groupCase),
    shared: listOf(shared),
    legalBases: listOf(legalBasis),
    sources: listOf(filledText),
  },
  { endsOn: localDay },
);

/**
 * A group of procedures from the JSON of a catalogue file. Only its shape is read here; whether it fits its members is
 * `validateGroup`'s question. Throws `ProcedureFormatError` with the path of the first wrong, missing or unknown key.
 */
export function parseGroup(json: unknown): ProcedureGroup {
  return group(json, '');
}
