import type { Agency, EventPayloads } from '#domain';
import type { PlacedLine } from './place-line.js';

type PlannedStages = EventPayloads['DossierImported']['stages'];

/**
 * The stages a running dossier still has before it: those of its case, without targets, because how the time so far was
 * shared among them is not known. A stage the case does not have becomes the only one, with the competent agency.
 */
export function plannedStages({ line, chosen, competent, receivingAgency }: PlacedLine): PlannedStages {
  const planned = chosen.parts[0].groups.flatMap(({ stages }, group) => stages.map(({ id, owner }) => ({ id, group, agency: ownerOf(owner, receivingAgency, competent) })));
  const { currentStage } = line;
  return currentStage === undefined || planned.some(({ id }) => id === currentStage) ? planned : [{ id: currentStage, group: 0, agency: competent.code }];
}

/**
 * The stage open at the import: the one named, else the first for a dossier nobody has begun, else the first that lies with
 * the agency that decides, so that a dossier in work is found in somebody's queue.
 */
export function stageNow({ line, competent }: PlacedLine, stages: PlannedStages): string {
  const first = stages[0]?.id ?? 'imported';
  if (line.currentStage !== undefined) {
    return line.currentStage;
  }
  return line.status === 'received' ? first : (stages.find(({ agency }) => agency === competent.code)?.id ?? first);
}

function ownerOf(owner: string, receiving: string, competent: Agency): string {
  switch (owner) {
    case 'receiving':
      return receiving;
    case 'competent':
      return competent.code;
    case 'place':
      // No column says where the land or the person is: as at intake, the commune that decides, else where it was filed.
      return competent.kind === 'commune' ? competent.code : receiving;
    default:
      return owner;
  }
}
