import { type Actor, authorityOf, type Instant, isSigned, mayDo, PROPOSABLE, reachOf } from '#domain';
import { agenciesSignedFor, type Engine, listProposalsToSign, listToSign, namesOfStaff, type Signable } from '#service';
import type { Rights } from '../identity/rights.js';
import type { PageQuery } from '../schemas/queries.js';
import { type SignListAnswer, viewApologyLine, viewProposalLine } from '../views/proposal-view.js';
import { byKey, readKey, writeKey } from './page.js';

/**
 * Everything that waits for somebody's signature, what waited longest first: apologies of the agencies they hold an authority of, and what
 * was prepared for who may give it. An apology comes before a proposal of the same moment. `count` is of both lists, each counted by its own condition.
 */
export async function readSignList(engine: Engine, rights: Rights, actor: Actor, { limit, after }: PageQuery, at: Instant): Promise<SignListAnswer> {
  await rights.reach(actor, reachOf(actor.role, 'ErasePersonalData') === 'none' ? 'ReadPersonalData' : 'ErasePersonalData');
  const { read } = engine.database;
  const known = { agencies: await engine.rules.agencies(read), signatories: await engine.rules.signatories(read) };
  const page = { limit: limit + 1, ...(after === undefined ? {} : { after: readKey(after, byKey) }) };
  const apologies = await listToSign(engine, { agencies: agenciesSignedFor(actor, known, at), ...page });
  const proposals = await listProposalsToSign(read, actor.subject, signableBy(actor, known, at), page);
  const names = await namesOfStaff(read, proposals.items.map(({ by }) => by));
  const lines = [
    ...apologies.items.map((apology) => ({ at: apology.since, key: apology.dossierCode, line: viewApologyLine(apology) })),
    ...proposals.items.map((proposal) => ({ at: proposal.at, key: proposal.id, line: viewProposalLine(proposal, names, at) })),
  ].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  const items = lines.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(({ line }) => line), next: lines.length > limit && last !== undefined ? writeKey({ at: last.at, key: last.key }) : null, count: apologies.count + proposals.count };
}

/** What is the officer's as well as the head's is prepared only where it takes the head: those wait for heads alone. */
const OF_HEADS = ['RequestSupplement', 'ExtendTerm'];

function signableBy(actor: Actor, { agencies, signatories }: Pick<Parameters<typeof agenciesSignedFor>[1], 'agencies' | 'signatories'>, at: Instant): Signable {
  return PROPOSABLE.filter((type) => !OF_HEADS.includes(type) || actor.role === 'head').flatMap((type) =>
    [...agencies.values()]
      .filter(({ code, province }) => mayDo(actor, type, { province, agencies: [code] }, agencies) && (!isSigned(type) || type === 'RefuseAfterAppraisal' || authorityOf(signatories, actor.subject, code, at) !== undefined))
      .map(({ code }) => ({ type, agency: code })),
  );
}
