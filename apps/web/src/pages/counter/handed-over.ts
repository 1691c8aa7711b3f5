import type { Dossier } from './dossier-types.js';

/** What is done with a whole pile of papers: they are given, taken, or come back as results. */
export const PILE_COMMANDS = ['Forward', 'AcceptHandover', 'RecordResult'] as const;
/** One of them. */
export type PileCommand = (typeof PILE_COMMANDS)[number];

/** Which agency gave a dossier's papers to which; the same one twice where they stayed in the house. */
export interface HandedOver {
  readonly from: string;
  readonly to: string;
}

/** What of a dossier tells where its papers are: codes alone, nothing of a person. */
export interface Holding {
  readonly receiving: string;
  readonly competent: string;
  readonly stages: readonly Pick<Dossier['stages'][number], 'id' | 'agency' | 'part' | 'group' | 'run' | 'status' | 'awaitingAcceptanceFrom'>[];
}

/** A name for two sides, the same for the same two. */
export function sidesKey({ from, to }: HandedOver): string {
  return `${from} ${to}`;
}

type Stage = Holding['stages'][number];

/** Where the papers of a dossier are. */
export function holdingOf({ receivingAgency, competentAgency, stages }: Dossier): Holding {
  return {
    receiving: receivingAgency.code,
    competent: competentAgency.code,
    stages: stages.map(({ id, agency, part, group, run, status, awaitingAcceptanceFrom }) => ({ id, agency, part, group, run, status, awaitingAcceptanceFrom })),
  };
}

/**
 * Who gave papers to whom by a command, as the dossier stood before it and stands after it. None where a stage was forwarded and others
 * beside it are unfinished: its papers wait for them. Several where they went to several agencies or came from several.
 */
export function handedOver(command: PileCommand, { before, after, own }: { readonly before: Holding; readonly after: Holding; readonly own: string }): readonly HandedOver[] {
  switch (command) {
    case 'Forward':
      return distinct(begunNext(before, after).map((stage) => ({ from: awaits(stage) ? giverOf(after, stage) : leaverOf(before, after, own), to: stage.agency })));
    case 'AcceptHandover': {
      const accepted = before.stages.filter((was) => awaits(was) && after.stages.some((stage) => isSameRun(was, stage) && !awaits(stage)));
      // Others may have accepted theirs beside it since it was read.
      const ours = accepted.filter(({ agency }) => agency === own);
      return distinct((ours.length === 0 ? accepted : ours).map((stage) => ({ from: giverOf(before, stage), to: stage.agency })));
    }
    case 'RecordResult':
      return distinct(resultGivers(before).map((from) => ({ from, to: before.receiving })));
  }
}

/** The stages that were begun since, the first of them where the papers have gone on from there: a receiver may have taken them before the dossier was read again. */
function begunNext(before: Holding, after: Holding): readonly Stage[] {
  const begun = after.stages.filter((stage) => stage.status !== 'pending' && !before.stages.some((was) => was.status !== 'pending' && isSameRun(was, stage)));
  const [first] = begun.toSorted((a, b) => a.part - b.part || a.group - b.group);
  return begun.filter(({ part, group }) => part === first?.part && group === first.group);
}

/** The agency whose work ended since: one's own where it is among them. */
function leaverOf(before: Holding, after: Holding, own: string): string {
  const ended = before.stages.filter((was) => was.status === 'open' && !after.stages.some((stage) => stage.status === 'open' && isSameRun(was, stage)));
  return (ended.find(({ agency }) => agency === own) ?? ended[0])?.agency ?? before.receiving;
}

/** Who brings a result to the desk: whoever works on the dossier; where it lies at the desk already, who worked on it last. */
function resultGivers({ receiving, competent, stages }: Holding): readonly string[] {
  const working = stages.filter(({ status, agency }) => status === 'open' && agency !== receiving);
  if (working.length > 0) return working.map(({ agency }) => agency);
  const done = stages.filter(({ status }) => status === 'done').toSorted((a, b) => b.part - a.part || b.group - a.group);
  const last = done.filter(({ part, group }) => part === done[0]?.part && group === done[0].group);
  return last.length === 0 ? [competent] : last.map(({ agency }) => agency);
}

/** The agency a stage was handed over from. */
function giverOf({ stages, receiving }: Holding, { awaitingAcceptanceFrom }: Stage): string {
  return stages.find(({ id }) => id === awaitingAcceptanceFrom)?.agency ?? receiving;
}

function awaits({ status, awaitingAcceptanceFrom }: Stage): boolean {
  return status === 'open' && awaitingAcceptanceFrom !== null;
}

function isSameRun(a: Stage, b: Stage): boolean {
  return a.id === b.id && a.part === b.part && a.run === b.run;
}

function distinct(sides: readonly HandedOver[]): readonly HandedOver[] {
  return sides.filter(({ from, to }, place) => sides.findIndex((each) => each.from === from && each.to === to) === place);
}
