import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What rows and figures stand under. */
@Entity({ name: 'projection', comment: 'One row: under which version of the projection every row and figure made from the ledger stands.' })
@Check('projection_single', 'single')
@Check('projection_version', 'version >= 0')
export class ProjectionRow {
  @PrimaryColumn({ type: 'boolean', default: true, primaryKeyConstraintName: 'projection_pkey' })
  single!: boolean;

  @Column('integer')
  version!: number;

  @Column({ type: 'bigint', nullable: true, comment: 'When the last pass that rewrote what differed ended.' })
  brought_at!: number | null;

  @Column({ type: 'bigint', nullable: true, comment: 'When everything was last compared with the ledger, to the end.' })
  checked_at!: number | null;

  @Column({ type: 'json', nullable: true, comment: 'What that comparison found, by table and column: how many rows and cells.' })
  differing!: object | null;
}

/** The pass under way; its transaction numbers (xid8) are beyond TypeORM. */
@Entity({ name: 'projection_pass', comment: 'The pass over the ledger that is under way, and how far it is. Lost with what it counted when the server crashes: then it begins again.' })
@Check('projection_pass_single', 'single')
@Check('projection_pass_purpose', `purpose IN ('repair', 'check')`)
@Check('projection_pass_phase', `phase IN ('dossiers', 'cases', 'later-events')`)
export class ProjectionPassRow {
  @PrimaryColumn({ type: 'boolean', default: true, primaryKeyConstraintName: 'projection_pass_pkey' })
  single!: boolean;

  @Column('text')
  purpose!: string;

  @Column('integer')
  version!: number;

  @Column('text')
  phase!: string;

  @Column({ type: 'uuid', comment: 'Dossiers, or cases, up to this one are done in this phase.' })
  after!: string;

  @Column('bigint')
  of_dossiers!: number;

  @Column('bigint')
  dossiers!: number;

  @Column('bigint')
  cases!: number;

  @Column('bigint')
  events!: number;

  @Column('json')
  differing!: object;

  @Column('bigint')
  begun_at!: number;
}

/** Recounted figures of one of the grains others are sums of. */
@Entity({ name: 'pass_cell', comment: 'Figures the pass under way has counted from the ledger, in the grains all others are sums of.' })
export class PassCellRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pass_cell_pk' })
  grain!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pass_cell_pk' })
  step!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pass_cell_pk' })
  period!: number;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pass_cell_pk' })
  province!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pass_cell_pk' })
  agency!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pass_cell_pk' })
  procedure_code!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pass_cell_pk' })
  field_code!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pass_cell_pk' })
  channel!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pass_cell_pk' })
  officer!: string;

  @Column({ type: 'bigint', array: true })
  measures!: number[];
}

/** Recounted runs of a stage. */
@Entity({ name: 'pass_dwell', comment: 'Finished runs of stages the pass under way has counted from the ledger.' })
export class PassDwellRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pass_dwell_pk' })
  province!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pass_dwell_pk' })
  procedure_code!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pass_dwell_pk' })
  agency!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pass_dwell_pk' })
  half_month!: number;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pass_dwell_pk' })
  stage!: string;

  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'pass_dwell_pk' })
  bucket!: number;

  @Column('bigint')
  runs!: number;

  @Column({ type: 'bigint', default: 0 })
  ended!: number;

  @Column({ type: 'bigint', default: 0 })
  ended_late!: number;

  @Column({ type: 'bigint', default: 0 })
  delay_minutes!: number;
}
