import type { Instant } from '#domain';
import { renderSlip, type Slip } from '#letters';
import type { Engine } from '../engine.js';
import { readPersonal } from '../personal/index.js';
import { composeControlSlip, composeResultHandover, composeTransferSlip, type ResultTaker } from './compose-slips.js';
import { type DossierPapers, readPapers } from './dossier-papers.js';

/** Form 06 of a dossier, as its ledger tells its way at `at`; `undefined` when no dossier bears the code. Nothing is written. */
export async function printControlSlip(engine: Engine, code: string, at: Instant): Promise<Uint8Array | undefined> {
  return printed(engine, code, async (papers) => composeControlSlip(papers, at));
}

/** The transfer slip of the last hand-over of a dossier; `undefined` when there is none, or the people were erased. Nothing is written. */
export async function printTransferSlip(engine: Engine, code: string, at: Instant): Promise<Uint8Array | undefined> {
  return printed(engine, code, async (papers) => composeTransferSlip(papers, at));
}

/** The result hand-over of a dossier; `undefined` when it has no result yet, or the people were erased. Nothing is written. */
export async function printResultHandover(engine: Engine, code: string, at: Instant): Promise<Uint8Array | undefined> {
  return printed(engine, code, async (papers) => composeResultHandover(papers, at, await takerOf(engine, papers)));
}

async function printed(engine: Engine, code: string, compose: (papers: DossierPapers) => Promise<Slip | undefined>): Promise<Uint8Array | undefined> {
  const papers = await readPapers(engine, engine.database.read, code);
  const slip = papers === undefined ? undefined : await compose(papers);
  return slip === undefined ? undefined : renderSlip(slip);
}

/** Who took the result, as the desk named them. */
async function takerOf(engine: Engine, { id, state }: DossierPapers): Promise<ResultTaker> {
  const ref = state.result?.handover?.receiver;
  const words = ref === undefined ? undefined : await readPersonal(engine.database.read, engine.vault, id, ref.version);
  const [receiver, authorisation] = [words?.['receiver'], words?.['authorisation']];
  return { ...(typeof receiver === 'string' ? { receiver } : {}), ...(typeof authorisation === 'string' ? { authorisation } : {}) };
}
