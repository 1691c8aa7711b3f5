import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BUCKET_KINDS, type Bucket, type JudgedBucket, type Rate, RATES } from '#domain/figures';
import { BUCKET_KIND_LABELS, RATE_WORDS } from './rate-labels.js';

const PAGE = readFileSync(new URL('../../docs/figures.md', import.meta.url), 'utf8');

const COMPARED: Readonly<Record<Rate['comparison'], string>> = { minute: 'minute', date: 'date', 'end-of-day': '24:00', none: '–' };
const LETTERS: Readonly<Record<Bucket, string>> = { numerator: 'N', denominator: 'D', neither: '·' };

function rateLine({ name, formula, comparison, promise, of, source, target, fromDossiers }: Rate): string {
  const compared = comparison === 'none' ? '–' : `${COMPARED[comparison]}${promise === 'current' ? ', current promise' : ''}`;
  const goal = target === undefined ? '' : ` **Below ${String(target / 100)} %.**`;
  return `| \`${name}\` | ${RATE_WORDS[name].name} | ${formula}${goal} | ${compared} | ${of}${fromDossiers ? ' ✓' : ''} | ${source.text}${source.verified ? '' : ' **?**'} |`;
}

function cell({ inTime, late }: JudgedBucket): string {
  return inTime === late ? LETTERS[inTime] : `${LETTERS[inTime]} / ${LETTERS[late]}`;
}

function bucketLine({ name, buckets }: Rate): string {
  return `| \`${name}\` | ${BUCKET_KINDS.map((kind) => cell(buckets[kind])).join(' | ')} |`;
}

/** The lines of the table that stands under a heading. */
function tableUnder(heading: string): readonly string[] {
  const section = PAGE.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section.split('\n').filter((line) => line.startsWith('| `'));
}

describe('docs/figures.md', () => {
  test('prints the rates as the catalogue has them', () => {
    expect(tableUnder('Rates')).toEqual(RATES.map(rateLine));
  });

  test('prints the buckets as the catalogue has them', () => {
    expect(tableUnder('Buckets')).toEqual(RATES.map(bucketLine));
    for (const kind of BUCKET_KINDS) {
      expect(PAGE).toContain(BUCKET_KIND_LABELS[kind]);
    }
  });
});
