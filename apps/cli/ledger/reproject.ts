import { type Engine, systemClock } from '#service';
import { type Pass, reproject } from '#service/figures';
import { progressPrinter } from './progress.js';

const PHASES: Readonly<Record<Pass['phase'], string>> = { dossiers: 'rows of dossiers', cases: 'publications, feedback and tasks', 'later-events': 'what was written meanwhile' };

/** Brings rows and figures to what this program derives from the ledger and says what differed. Resolves to 0. */
export async function reprojectLedger(engine: Engine): Promise<number> {
  const begun = performance.now();
  const onStep = progressPrinter(progressLine);
  const { dossiers, cases, events, differing } = await reproject(engine, systemClock, { onStep });
  const found = Object.entries(differing).map(([name, count]) => `  ${name}: ${String(count)}`).sort();
  process.stdout.write(
    [
      `${String(dossiers)} dossiers, ${String(cases)} publications, feedback and tasks, ${String(events)} events; ${((performance.now() - begun) / 1_000).toFixed(1)} s`,
      ...(found.length === 0 ? ['Nothing differed: rows and figures are what the ledger gives'] : ['Rewritten, rows by column and cells by count:', ...found]),
      '',
    ].join('\n'),
  );
  return 0;
}

function progressLine({ phase, ofDossiers, dossiers, cases, events }: Pass, seconds: number): string {
  const share = ofDossiers === 0 ? 100 : Math.min(100, Math.floor((dossiers / ofDossiers) * 100));
  return `${PHASES[phase]}: ${String(share)} %  ${String(dossiers)} of ${String(ofDossiers)} dossiers, ${String(cases)} cases, ${String(events)} events (${String(Math.round(seconds))} s)`;
}
