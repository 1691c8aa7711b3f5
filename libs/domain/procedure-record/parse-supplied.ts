import { localDay, shapeOf } from '../procedure/json-shape.js';
import { PROCEDURE_READERS } from '../procedure/parse-procedure.js';
import type { SuppliedRules } from './version-of-record.js';

const suppliedRules = shapeOf<SuppliedRules>({}, { ...PROCEDURE_READERS, effectiveFrom: localDay });

/** What a person supplies beside a record, from JSON. Throws `ProcedureFormatError` with the path of the first wrong or unknown key. */
export function parseSuppliedRules(json: unknown): SuppliedRules {
  return suppliedRules(json, '');
}
