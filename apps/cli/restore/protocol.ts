import { formatInstant, instant } from '#domain';
import { csvLine } from '#letters';
import { type Engine, listFindings, listPassedRanges, listRestorations, type Restoration } from '#service';
import type { Completed } from './complete.js';

const moment = (at: number): string => formatInstant(instant(at));

/** What a completed restore tells whoever made it. */
export function describeCompleted({ restoration, lostRoots, filesMissing }: Completed): string {
  const { number, backup, targetAt, knownUntil, restoredAt, rootDay, rootSeal, codeGap, numberGap, lettersHeld, messagesHeld } = restoration;
  return [
    `Restore ${String(number)} of ${backup}${targetAt === null ? '' : ` to ${moment(targetAt)}`}, completed at ${moment(restoredAt)}`,
    `  Nothing after ${moment(knownUntil)} is known here`,
    `  ${rootSeal === null ? 'No published root was at hand: hold the ledger to one you have by npm run ledger -- verify --root FILE' : `The ledger is the one whose root was published for ${String(rootDay)} (${rootSeal})`}`,
    ...lostRoots.map((name) => `  Root ${name} speaks of what is lost: keep it with this protocol`),
    `  Codes jump ${String(codeGap)}, document numbers ${String(numberGap)}: no desk gives one the lost window may have given`,
    `  ${String(lettersHeld)} letters and ${String(messagesHeld)} messages to the portal are held until gateway and portal were asked whether they left; e-mail becomes a task letter-unsure`,
    `  ${String(filesMissing)} scans and results are missing`,
    '  Once started the relay ends all workflows from before, starts them from the database, and asks portal and gateway what they know that is not here.',
    '  The list of it, for people to enter again: npm run restore -- protocol --csv. Take a backup now.',
    '',
  ].join('\n');
}

/** Every restore with what it passed over and what was found, for a person. */
export async function describeProtocol(engine: Engine): Promise<string> {
  const restorations = await listRestorations(engine);
  if (restorations.length === 0) return 'This installation was never restored\n';
  const parts: string[] = [];
  for (const restoration of restorations) {
    const [ranges, findings] = [await listPassedRanges(engine, restoration.number), await listFindings(engine, restoration.number)];
    parts.push(
      `${titleOf(restoration)}\n`,
      `  passed over: ${String(ranges.length)} ranges\n`,
      ...ranges.map(({ kind, series, first, last }) => `    ${kind} ${series}: ${String(first)} to ${String(last)}\n`),
      `  known outside and not here: ${restoration.askedAt === null ? 'not all asked yet; ' : ''}${String(findings.length)}\n`,
      ...findings.map(({ kind, subject, detail }) => `    ${kind} ${subject}: ${detail}\n`),
    );
  }
  return parts.join('');
}

/** The same as lines of a table: restore, part, kind, subject, detail. */
export async function tableOfProtocol(engine: Engine): Promise<string> {
  const lines = [csvLine(['restore', 'part', 'kind', 'subject', 'detail'])];
  for (const { number } of await listRestorations(engine)) {
    const ranges = (await listPassedRanges(engine, number)).map(({ kind, series, first, last }) => [number, 'passed-over', kind, series, `${String(first)}-${String(last)}`]);
    const findings = (await listFindings(engine, number)).map(({ kind, subject, detail }) => [number, 'found', kind, subject, detail]);
    lines.push(...[...ranges, ...findings].map(csvLine));
  }
  return lines.join('');
}

function titleOf({ number, backup, targetAt, knownUntil, restoredAt, rootSeal, workflowsEndedAt }: Restoration): string {
  const workflows = workflowsEndedAt === null ? 'workflows from before not ended yet' : `workflows from before ended at ${moment(workflowsEndedAt)}`;
  return `Restore ${String(number)} of ${backup} at ${moment(restoredAt)}${targetAt === null ? '' : ` to ${moment(targetAt)}`}, known until ${moment(knownUntil)}, root ${rootSeal ?? 'none'}, ${workflows}`;
}
