import { caseEventOfRow, findPersonalData, foldCase } from '#domain';
import { type Engine, listPublicAnswers, readCaseLedger, readCaseRecords } from '#service';

/** A case in which somebody decided about his own work, or an answer that tells everybody who its sender is. */
export interface BrokenRule {
  readonly code: string;
  readonly rule: 'second-person' | 'public-answer';
  readonly what: string;
}

/** What a second person decides, and the word before it that must be somebody else's: the last one of its case, clock or record. */
const SECOND_PERSONS: readonly { readonly decided: string; readonly before: string; readonly same: string }[] = [
  { decided: 'PostingCorrected', before: `'PostingRecorded', 'PostingCorrected'`, same: `b.payload->>'clock' = e.payload->>'clock'` },
  { decided: 'AnnouncementCorrected', before: `'AnnouncementEntered', 'AnnouncementCorrected'`, same: 'true' },
  { decided: 'PublicationApproved', before: `'FeedbackAnswered'`, same: 'true' },
  { decided: 'PublicationApproved', before: `'FeedbackAnswered', 'PublicationProposed'`, same: 'true' },
  { decided: 'TaskExtensionDecided', before: `'TaskExtensionProposed'`, same: 'true' },
];

const MOST_ANSWERS = 10_000;

/** Reads them from the ledgers alone, whatever the rules said when they decided. */
export async function readBrokenRules(engine: Engine): Promise<readonly BrokenRule[]> {
  const { read } = engine.database;
  const broken: BrokenRule[] = [];
  for (const { decided, before, same } of SECOND_PERSONS) {
    const rows = await read.rows<{ code: string; subject: string }>(
      `SELECT c.code, e.actor->>'subject' AS subject FROM case_event e JOIN deadline_case c ON c.id = e.case_id
       JOIN LATERAL (SELECT b.actor FROM case_event b WHERE b.case_id = e.case_id AND b.seq < e.seq AND b.type IN (${before}) AND ${same} ORDER BY b.seq DESC LIMIT 1) b ON true
       WHERE e.type = '${decided}' AND b.actor->>'subject' = e.actor->>'subject' ORDER BY c.code`,
    );
    broken.push(...rows.map(({ code, subject }): BrokenRule => ({ code, rule: 'second-person', what: `${subject} decided about his own words (${decided})` })));
  }
  return [...broken, ...(await tellingAnswers(engine))];
}

/** Published answers with something certain to be personal data: of the sender, or of anybody. */
async function tellingAnswers(engine: Engine): Promise<readonly BrokenRule[]> {
  const { read } = engine.database;
  const { answers } = await listPublicAnswers(engine, { limit: MOST_ANSWERS });
  const broken: BrokenRule[] = [];
  for (const { code, words, key } of answers) {
    const { own } = foldCase((await readCaseLedger(read, key.key)).map(caseEventOfRow));
    const party = own.kind === 'feedback' ? own.received?.party : undefined;
    const sender = party === undefined ? {} : ((await readCaseRecords(read, engine.vault, key.key)).get(party.version)?.data ?? {});
    const found = findPersonalData({ ...words }, { own: Object.values(sender).filter((value) => typeof value === 'string'), allowed: [] }).find(({ isCertain }) => isCertain);
    if (found !== undefined) broken.push({ code, rule: 'public-answer', what: `its answer was published with what is certainly personal data (${found.kind})` });
  }
  return broken;
}
