import type { MigrationInterface, QueryRunner } from 'typeorm';

const PREPARED = ['RequestSupplement', 'AcknowledgeFault', 'ExtendTerm', 'RefuseAfterAppraisal'];
const OF_TWO_PERSONS = ['ExcuseLateness', 'ErasePersonalData'];

const FINDINGS = ['dossier-unknown', 'dossier-ahead', 'letter-left', 'file-missing'];

/**
 * An excuse of lateness and an erasure are proposed by one person signed in and approved by another: nobody types who the second one was. And a restore lists the
 * erasures it has undone, as far as somebody outside knows them.
 */
export class ProposeWhatStays1790000000082 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(oneOf('proposal', 'type', [...PREPARED, ...OF_TWO_PERSONS]));
    await runner.query(oneOf('restoration_finding', 'kind', [...FINDINGS, 'erasure-undone']));
  }

  async down(runner: QueryRunner): Promise<void> {
    const kept = (await runner.query(`SELECT 1 FROM proposal WHERE type = ANY($1) UNION ALL SELECT 1 FROM restoration_finding WHERE kind = 'erasure-undone' LIMIT 1`, [OF_TWO_PERSONS])) as readonly unknown[];
    if (kept.length > 0) {
      throw new Error('Who proposed an excuse or an erasure, and which erasures a restore has undone, would be lost: restore a backup instead');
    }
    await runner.query(oneOf('proposal', 'type', PREPARED));
    await runner.query(oneOf('restoration_finding', 'kind', FINDINGS));
  }
}

function oneOf(table: string, column: string, values: readonly string[]): string {
  const name = `${table}_${column}`;
  return `ALTER TABLE ${table} DROP CONSTRAINT ${name}, ADD CONSTRAINT ${name} CHECK (${column} IN (${values.map((value) => `'${value}'`).join(', ')}))`;
}
