import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
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

/** What the model in force said of an open dossier. */
@Entity({ name: 'dossier_risk', comment: 'What the model in force said of the open dossiers that were not late yet: counted anew as a whole, so that lists can be paged.' })
@Check('dossier_risk_probability', 'probability BETWEEN 0 AND 10000')
@Index('dossier_risk_agency', ['agency', 'probability', 'dossier_id'])
@Index('dossier_risk_province', ['province', 'probability', 'dossier_id'])
export class DossierRiskRow {
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
