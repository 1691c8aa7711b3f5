import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { DossierRow } from './dossier.js';

/** A fitted model of lateness. */
@Entity({ name: 'risk_model', comment: 'Models that tell how probably a dossier becomes late, the last one in force: advice, no date and no figure depends on it.' })
@Check('risk_model_version', 'version >= 1')
export class RiskModelRow {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'risk_model_pkey' })
  version!: number;

  @Column('bigint')
  fitted_at!: number;

  @Column({ type: 'json', nullable: true, comment: 'Weights and late rates; absent where there was too little history to learn from.' })
  content!: unknown;

  @Column({ type: 'json', comment: 'How forecasts of earlier models compare with what came of them.' })
  back_test!: unknown;

  @Column({ type: 'bigint', nullable: true, comment: 'When all open dossiers were last scored by it.' })
  scored_at!: number | null;
}

/** A scoring of all open dossiers. */
@Entity({ name: 'risk_run', comment: 'Scorings of all open dossiers: the last shown one is what readers see, a later one is being made or was cut short.' })
export class RiskRunRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'risk_run_pkey' })
  id!: number;

  @ForeignKey(() => RiskModelRow, { name: 'risk_run_model_version_fkey' })
  @Column('integer')
  model_version!: number;

  @Column('bigint')
  as_of!: number;

  @Column({ type: 'uuid', comment: 'The last dossier looked at: where a run that was cut short goes on.' })
  after_id!: string;

  @Column({ type: 'integer', default: 0 })
  scored!: number;

  @Column({ type: 'boolean', default: false })
  shown!: boolean;
}

/** What the model in force said of an open dossier. */
@Entity({ name: 'dossier_risk', comment: 'What the model in force said of the open dossiers that were not late yet: counted anew as a whole, so that lists can be paged.' })
@Check('dossier_risk_probability', 'probability BETWEEN 0 AND 10000')
@Index('dossier_risk_agency', ['run', 'agency', 'probability', 'dossier_id'])
@Index('dossier_risk_province', ['run', 'province', 'probability', 'dossier_id'])
export class DossierRiskRow {
  @ForeignKey(() => RiskRunRow, { name: 'dossier_risk_run_fkey' })
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'dossier_risk_pkey' })
  run!: number;

  @ForeignKey(() => DossierRow, { name: 'dossier_risk_dossier_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'dossier_risk_pkey' })
  dossier_id!: string;

  @Column('text')
  province!: string;

  @Column({ type: 'text', comment: 'The competent agency.' })
  agency!: string;

  @Column({ type: 'integer', comment: 'Of becoming late, in hundredths of a percent.' })
  probability!: number;

  @Column('json')
  reasons!: unknown;

  @ForeignKey(() => RiskModelRow, { name: 'dossier_risk_model_version_fkey' })
  @Column('integer')
  model_version!: number;

  @Column('bigint')
  as_of!: number;
}
