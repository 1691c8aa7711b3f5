import { Check, Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** What a transaction added to the figures. */
@Entity({ name: 'figure_delta', comment: 'What transactions added to the figures and the folder has not merged into cells yet; emptied about every second.' })
export class FigureDeltaRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'figure_delta_pkey' })
  id!: number;

  @Column('integer')
  day!: number;

  @Column('text')
  province!: string;

  @Column('text')
  agency!: string;

  @Column('text')
  procedure_code!: string;

  @Column('text')
  field_code!: string;

  @Column('text')
  channel!: string;

  @Column('text')
  officer!: string;

  @Column({ type: 'smallint', array: true, comment: 'Signed counts in the order of MEASURES in libs/domain/performance.' })
  measures!: number[];
}

/** Folded figures of one grain. */
@Entity({ name: 'figure_cell', comment: 'Sums of deltas in the closed list of grains; dimensions a grain does not tell apart are empty. Every figure is cells plus deltas.' })
@Check('figure_cell_step', `step IN ('all', 'day', 'half-month', 'quarter', 'year')`)
export class FigureCellRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'figure_cell_pk' })
  grain!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'figure_cell_pk' })
  step!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'figure_cell_pk' })
  period!: number;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'figure_cell_pk' })
  province!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'figure_cell_pk' })
  agency!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'figure_cell_pk' })
  procedure_code!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'figure_cell_pk' })
  field_code!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'figure_cell_pk' })
  channel!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'figure_cell_pk' })
  officer!: string;

  @Column({ type: 'bigint', array: true })
  measures!: number[];
}

/** What an event added to the counts of a stage. */
@Entity({ name: 'dwell_delta', comment: 'Finished runs of stages the folder has not merged into cells yet; emptied about every second.' })
export class DwellDeltaRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'dwell_delta_pkey' })
  id!: number;

  @Column({ type: 'integer', comment: 'Half-month in which the run ended, numbered as in libs/domain/performance/periods.ts.' })
  half_month!: number;

  @Column({ type: 'smallint', comment: 'Number of the bucket in libs/domain/performance/dwell-buckets.ts; -1 for counts that are of no length.' })
  bucket!: number;

  @Column('text')
  province!: string;

  @Column('text')
  procedure_code!: string;

  @Column('text')
  agency!: string;

  @Column('text')
  stage!: string;

  @Column({ type: 'smallint', default: 1 })
  runs!: number;

  @Column({ type: 'smallint', default: 0 })
  ended!: number;

  @Column({ type: 'smallint', default: 0 })
  ended_late!: number;

  @Column({ type: 'integer', default: 0 })
  delay_minutes!: number;
}

/** How many runs of a stage took how long, ended late, and what delay they brought. */
@Entity({ name: 'dwell_cell', comment: 'Finished runs of stages by the bucket of their working minutes; an empty agency stands for all of the province.' })
export class DwellCellRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'dwell_cell_pk' })
  province!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'dwell_cell_pk' })
  procedure_code!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'dwell_cell_pk' })
  agency!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'dwell_cell_pk' })
  half_month!: number;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'dwell_cell_pk' })
  stage!: string;

  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'dwell_cell_pk', comment: 'Number of the bucket in libs/domain/performance/dwell-buckets.ts; -1 for counts that are of no length.' })
  bucket!: number;

  @Column({ type: 'bigint', comment: 'Runs whose length is counted.' })
  runs!: number;

  @Column({ type: 'bigint', default: 0, comment: 'Runs with a target that ended, and (ended_late) those of them after it.' })
  ended!: number;

  @Column({ type: 'bigint', default: 0 })
  ended_late!: number;

  @Column({ type: 'bigint', default: 0, comment: 'Working minutes of the delays of dossiers that are charged to the stage; an empty stage is of what belongs to none.' })
  delay_minutes!: number;
}
