import { type Instant, instant } from '#domain';
import { type EarlierUrging, renderSlip } from '#letters';
import type { Engine } from '../engine.js';
import { nameOf, promisedOf, readPapers, slipFrame } from '../letters/dossier-papers.js';
import { deskUnit, unitNames } from '../letters/stage-units.js';
import { readFeedback } from './read-feedback.js';

/** The slip of an urging as it was given, dated by it; `undefined` when the dossier has no urging of this code. Nothing is written. */
export async function printUrgingSlip(engine: Engine, dossierCode: string, code: string): Promise<Uint8Array | undefined> {
  const { read } = engine.database;
  const [urging, papers] = [await readFeedback(engine, code), await readPapers(engine, read, dossierCode)];
  if (urging === undefined || papers === undefined || urging.state.dossier !== papers.id || urging.state.own.kind !== 'feedback') {
    return undefined;
  }
  const { own, clocks } = urging.state;
  const openedAt = instant(urging.state.openedAt);
  const [asked, clock] = [own.urging, clocks[0]];
  if (asked === undefined || clock === undefined) {
    return undefined;
  }
  const words = urging.events.find(({ type }) => type === 'CaseOpened');
  const content = words?.type === 'CaseOpened' && words.payload.text !== undefined ? urging.records.get(words.payload.text.version)?.data['content'] : undefined;
  const { rules, chosen, templates, state } = papers;
  return renderSlip({
    ...slipFrame(papers, state.receivingAgency, openedAt),
    form: 'urging',
    dossierCode,
    urgingCode: code,
    procedureName: rules.procedure.name,
    number: asked.number,
    urgent: asked.urgent,
    urgedBy: asked.by,
    urgedAt: openedAt,
    holder: nameOf(rules.agencies, clock.agency),
    receivedAt: state.receivedAt,
    promised: promisedOf(papers),
    ...(typeof content === 'string' ? { content } : {}),
    answerDueAt: clock.dueAt,
    counterName: deskUnit(unitNames(chosen, rules, templates), state.receivingAgency),
    earlier: await earlierUrgings(engine, papers.id, asked.number, openedAt),
  });
}

/** Urgings of the dossier before one, as they stood when it was given. */
async function earlierUrgings({ database }: Engine, dossierId: string, before: number, asOf: Instant): Promise<readonly EarlierUrging[]> {
  const rows = await database.read.rows<{ number: number; at: number; due_at: number; answered_at: number | null }>(
    `SELECT f.urging_number AS number, c.opened_at AS at, k.due_at, min(r.ended_at) FILTER (WHERE r.ended_as = 'answered' AND r.ended_at <= $3) AS answered_at
     FROM deadline_case c JOIN feedback f ON f.case_id = c.id JOIN case_clock k ON k.case_id = c.id AND k.round = 1 LEFT JOIN feedback_round r ON r.case_id = c.id
     WHERE c.dossier_id = $1 AND f.urging_number < $2 GROUP BY f.urging_number, c.opened_at, k.due_at ORDER BY f.urging_number`,
    [dossierId, before, asOf],
  );
  return rows.map(({ number, at, due_at, answered_at }) => ({ number, at, dueAt: due_at, ...(answered_at === null ? {} : { answeredAt: answered_at }) }));
}
