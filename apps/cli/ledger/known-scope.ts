import type { Engine } from '#service';
import { type Dimension, type DossierDimension, nearestCodes } from '#domain/figures';
import { findUnknownCode } from '#service/figures';
import { UsageError } from '../usage.js';

/** Throws `UsageError` for the first code nothing has, with the nearest known: nought would read like a figure. */
export async function demandKnownScope(engine: Engine, province: string, { agency, commune, procedure, field, case: chosen }: Readonly<Partial<Record<Dimension | DossierDimension, string>>>): Promise<void> {
  const agencies = await engine.rules.agencies(engine.database.read);
  for (const code of [province, agency, commune]) {
    if (code !== undefined && !agencies.has(code)) {
      throw unknown('agency', code, [...agencies.keys()]);
    }
  }
  const found = await findUnknownCode(engine.database.read, province, {
    ...(procedure === undefined ? {} : { procedure }),
    ...(field === undefined ? {} : { field }),
    ...(chosen === undefined ? {} : { case: chosen }),
  });
  if (found !== undefined) {
    throw unknown(found.of, found.code, found.known);
  }
}

function unknown(of: string, code: string, known: readonly string[]): UsageError {
  const nearest = nearestCodes(code, known);
  return new UsageError(`There is no ${of} ${code}${nearest.length === 0 ? '' : `; the nearest known: ${nearest.join(', ')}`}`);
}
