import type { Agency, ProcedureCase, Rules, Stage, StageState } from '#domain';
import { deskNameOf } from './letter-frame.js';
import type { LetterTemplates } from './templates.js';

/** Stages of a case and the agencies of the catalogue, by which units of hand-overs are named. */
export interface UnitNames {
  readonly stages: ReadonlyMap<string, Stage>;
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly templates: LetterTemplates;
}

/** Names for the stages of a case. */
export function unitNames(chosen: ProcedureCase | undefined, { agencies }: Rules, templates: LetterTemplates): UnitNames {
  const stages = (chosen?.parts ?? []).flatMap(({ groups }) => groups.flatMap((group) => group.stages));
  return { stages: new Map(stages.map((stage) => [stage.id, stage])), agencies, templates };
}

/** The unit that has a stage in hand: its agency with the unit, or with the step's name where the process names no unit. */
export function unitOfStage({ stages, agencies }: UnitNames, stage: Pick<StageState, 'id' | 'agency'>): string {
  const planned = stages.get(stage.id);
  const agency = agencies.get(stage.agency)?.name ?? stage.agency;
  return `${agency} (${planned?.unit ?? planned?.name ?? stage.id})`;
}

/** The one-stop desk of an agency. */
export function deskUnit({ agencies, templates }: UnitNames, code: string): string {
  const agency = agencies.get(code);
  return agency === undefined ? code : deskNameOf(agency, templates);
}
