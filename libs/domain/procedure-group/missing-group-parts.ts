import type { ProcedureGroup } from './procedure-group.js';

/** What an announced group must say of itself, beside what its member procedures say (NĐ 63/2010 Art. 8); what procedures say too is called as there. */
export type GroupPart = 'name' | 'field' | 'manner' | 'members' | 'agency' | 'period' | 'legal-bases' | 'sources';

/** A part a group lacks, and where it would stand. `absent`: it is not there; `blank`: its place is there and says nothing. */
export interface MissingGroupPart {
  readonly code: GroupPart;
  /** Such as `cases[1].members`. */
  readonly path: string;
  readonly lack: 'absent' | 'blank';
}

/** The parts a group does not have yet; it may be posted when there is none. What its procedures lack is asked of each of them. */
export function missingGroupParts({ name, field, channels, cases, legalBases, sources }: ProcedureGroup): readonly MissingGroupPart[] {
  return [
    ...missingIf(name.trim() === '', 'name', 'name', 'blank'),
    ...missingIf(field.name.trim() === '', 'field', 'field.name', 'blank'),
    ...missingIf(channels.length === 0, 'manner', 'channels', 'absent'),
    ...cases.flatMap(({ term, members }, index) => [
      // One procedure alone is no group.
      ...missingIf(members.length < 2, 'members', `cases[${String(index)}].members`, 'absent'),
      ...members.flatMap(({ agencies }, place) => missingIf(agencies.length === 0, 'agency', `cases[${String(index)}].members[${String(place)}].agencies`, 'absent')),
      ...missingIf(term.limit.unit !== 'same-day' && term.limit.amount <= 0, 'period', `cases[${String(index)}].term`, 'blank'),
    ]),
    ...missingIf(legalBases.length === 0, 'legal-bases', 'legalBases', 'absent'),
    ...missingIf(sources.length === 0, 'sources', 'sources', 'absent'),
  ];
}

function missingIf(missing: boolean, code: GroupPart, path: string, lack: MissingGroupPart['lack']): readonly MissingGroupPart[] {
  return missing ? [{ code, path, lack }] : [];
}
