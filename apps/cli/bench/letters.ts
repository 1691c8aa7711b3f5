import { parseArgs } from 'node:util';
import PDFDocument from 'pdfkit';
import { getFontFile, type Letter, renderLetter } from '#letters';
import { UsageError } from '../usage.js';
import { apologyOf, receiptOf } from './sample-letters.js';

const WARM_UP = 40;
const ROUNDS = 5;
const PER_ROUND = 60;
/** Apologies one core draws in a second, at least. */
const GOAL = 60;
const A5 = [419.53, 595.28] as const;

/** What one form came to. */
interface FormSpeed {
  readonly form: string;
  readonly characters: number;
  readonly perSecond: number;
  /** The same number of characters on a page of pdfkit alone: one face, no tags, nothing laid out. */
  readonly barePerSecond: number;
}

/**
 * Letters one core draws in a second, beside a bare page of pdfkit with as many characters in the same run. Counted in the time
 * of the processor, threads of the compressor included; the best of several rounds, for whatever else the machine does only takes away.
 */
export async function benchLetters(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
  if (positionals.length > 0) {
    throw new UsageError('npm run bench -- letters [--json]');
  }
  const speeds = [await speedOf(apologyOf), await speedOf(receiptOf)];
  const reached = (speeds[0]?.perSecond ?? 0) >= GOAL;
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ speeds, goal: GOAL, reached })}\n`);
  } else {
    for (const { form, characters, perSecond, barePerSecond } of speeds) {
      process.stdout.write(`Form ${form} (${String(characters)} characters): ${perSecond.toFixed(0)} a second on one core; a bare pdfkit page: ${barePerSecond.toFixed(0)}; ratio ${(perSecond / barePerSecond).toFixed(2)}\n`);
    }
    process.stdout.write(`Goal: ${String(GOAL)} of form 04 a second: ${reached ? 'reached' : 'missed'}\n`);
  }
  return reached ? 0 : 1;
}

async function speedOf(letterOf: (n: number) => Letter): Promise<FormSpeed> {
  const text = await textDrawn(letterOf(0));
  let drawn = 0;
  const ours = (): Promise<unknown> => renderLetter(letterOf((drawn += 1)));
  const bare = (): Promise<unknown> => barePage(text);
  const best = [Infinity, Infinity];
  for (const work of [ours, bare]) {
    await cpuSeconds(work, WARM_UP);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    best[0] = Math.min(best[0] ?? Infinity, await cpuSeconds(ours, PER_ROUND));
    best[1] = Math.min(best[1] ?? Infinity, await cpuSeconds(bare, PER_ROUND));
  }
  const [our = Infinity, its = Infinity] = best;
  return { form: letterOf(0).form, characters: text.length, perSecond: PER_ROUND / our, barePerSecond: PER_ROUND / its };
}

async function cpuSeconds(work: () => Promise<unknown>, times: number): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < times; i += 1) {
    await work();
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Everything a letter writes, as it hands it to pdfkit. */
async function textDrawn(letter: Letter): Promise<string> {
  const pieces: string[] = [];
  const prototype = PDFDocument.prototype as { text: (...given: unknown[]) => unknown };
  const original = prototype.text;
  prototype.text = function text(this: unknown, ...given: unknown[]): unknown {
    pieces.push(String(given[0]));
    return original.apply(this, given);
  };
  try {
    await renderLetter(letter);
  } finally {
    prototype.text = original;
  }
  return pieces.join(' ');
}

function barePage(text: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const doc = new PDFDocument({ size: [...A5], font: '' });
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject).on('end', () => { resolve(Buffer.concat(chunks)); });
    doc.registerFont('only', getFontFile('regular')).font('only').fontSize(10).text(text);
    doc.end();
  });
}
