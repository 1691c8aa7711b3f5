import type { ProcedureGroup } from './procedure-group.js';

/** What an announced group must say of itself, beside what its member procedures say (NĐ 63/2010 Art. 8). */
export const GROUP_PARTS = ['name', 'field', 'channels', 'members', 'member-agencies', 'term', 'legal-bases', 'effective-from', 'sources'] as const;
export type GroupPart = (typeof GROUP_PARTS)[number];

/** The parts a group does not have yet, in the order of `GROUP_PARTS`; a group that lacks one is not ready to be posted. */
export function missingGroupParts(group: ProcedureGroup): readonly GroupPart[] {
  const members = group.cases.flatMap((each) => each.members);
  const has: Readonly<Record<GroupPart, boolean>> = {
    name: group.name.trim() !== '',
    field: group.field.name.trim() !== '',
    channels: group.channels.length > 0,
    // One procedure alone is no group.
    members: group.cases.every((each) => each.members.length > 1),
    'member-agencies': members.every(({ agencies }) => agencies.length > 0),
    term: group.cases.every(({ term }) => term.limit.unit === 'same-day' || term.limit.amount > 0),
    'legal-bases': group.legalBases.length > 0,
    'effective-from': group.effectiveFrom !== '',
    sources: group.sources.length > 0,
  };
  return GROUP_PARTS.filter((part) => !has[part]);
}
