import { type Engine, publishAgencies } from '#service';

/** Puts the body of a second province into the catalogue: whoever works there has nothing to do with H99. */
export async function publishOtherProvince(engine: Engine, code = 'H98'): Promise<void> {
  const commune = (await engine.rules.agencies(engine.database.read)).get('H99.31');
  if (commune === undefined) {
    throw new Error('H99.31 is not in the catalogue');
  }
  const { parent: _, ...alone } = commune;
  await engine.database.transaction((tx) => publishAgencies(tx, [{ ...alone, code, unitCode: `000.00.00.${code}`, kind: 'province', province: code, superior: '' }]));
  engine.rules.doubt();
}
