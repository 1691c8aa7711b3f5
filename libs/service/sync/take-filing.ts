import { type Actor, formatLocalDate, localDateOf } from '#domain';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { VERSION_IN_FORCE } from '../rule-book.js';
import { takeIn, type TakeInResult } from '../take-in.js';
import type { TakeInBody } from '../take-in-body.js';

/** A code a filing names that the catalogue does not have: the field, as a JSON pointer into the filing, and the code. */
export interface UnknownCode {
  readonly field: string;
  readonly code: string;
}

/** What a filing from the portal comes to. `refused` keeps nothing: the same filing may come again. */
export type FilingResult = Exclude<TakeInResult, { kind: 'refused' }> | (Extract<TakeInResult, { kind: 'refused' }> & { readonly unknown: readonly UnknownCode[] });

/** A filing of the portal, which names its code. */
export type PortalFiling = TakeInBody & { readonly portal: NonNullable<TakeInBody['portal']> & { readonly portalCode: string } };

/**
 * Takes in what was filed on the portal or a provincial system, under the code it has there: the same filing again is answered the same,
 * another under the same code is a `key-conflict`, and a code that another system's filing bears is refused. The portal's moment of
 * completeness counts as the receipt, with its record as evidence.
 */
export async function takePortalFiling(engine: Engine, clock: Clock, actor: Actor, filing: PortalFiling): Promise<FilingResult> {
  const once = (): Promise<TakeInResult> => takeIn(engine, clock, { actor, idempotencyKey: `portal-dossier:${filing.portal.portalCode}`, body: filing, forgetsRefusal: true });
  const first = await once();
  // The same filing may have been taken in by somebody else since its key was looked for: now it can be seen.
  const taken = first.kind === 'refused' && first.refusal.code === 'code-taken' ? await once() : first;
  return taken.kind === 'refused' ? { ...taken, unknown: await unknownCodes(engine, clock, filing) } : taken;
}

/** All codes the catalogue does not have, so that they can be put right at once. */
async function unknownCodes({ database: { read }, rules }: Engine, clock: Clock, filing: PortalFiling): Promise<readonly UnknownCode[]> {
  const agencies = await rules.agencies(read);
  const day = formatLocalDate(localDateOf(clock.now()));
  const known = await read.first<{ version: number | null; exists: boolean }>(`SELECT (${VERSION_IN_FORCE}) AS version, EXISTS (SELECT FROM procedure_version WHERE code = $1) AS exists`, [filing.procedureCode, day]);
  const procedure = known?.version == null ? undefined : (await rules.procedure(read, filing.procedureCode, known.version)).procedure;
  const chosen = procedure?.cases.filter(({ code }) => filing.caseCode === undefined || code === filing.caseCode);
  const papers = chosen?.flatMap(({ components }) => components.map(({ code }) => code));
  const named: readonly (readonly [field: string, code: string | undefined, isKnown: boolean])[] = [
    ['procedureCode', filing.procedureCode, known?.exists === true],
    ['caseCode', filing.caseCode, chosen === undefined || chosen.length > 0],
    ...(['agencyCode', 'receivingAgencyCode', 'placeCode'] as const).map((field) => [field, filing[field], agencies.has(filing[field] ?? '')] as const),
    ...(filing.components ?? []).map(({ code }, index) => [`components/${String(index)}/code`, code, papers === undefined || chosen?.length === 0 || papers.includes(code)] as const),
  ];
  return named.flatMap(([field, code, isKnown]) => (code === undefined || isKnown ? [] : [{ field, code }]));
}
