import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { DossierRow } from './dossier.js';

/** A published version of an interlinked group of procedures. */
@Entity({ name: 'procedure_group_version', comment: 'Interlinked groups of procedures. Immutable: a filing keeps the version it was filed under.' })
@Check('procedure_group_version_number', 'version >= 1')
export class ProcedureGroupVersionRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'procedure_group_version_pk' })
  code!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'procedure_group_version_pk' })
  version!: number;

  @Column('text')
  hash!: string;

  @Column('json')
  data!: unknown;

  @Column('text')
  effective_from!: string;

  @Column('bigint')
  published_at!: number;
}

/** A filing of a group. */
@Entity({ name: 'filing', comment: 'One filing that opened several dossiers, with one receipt for all of them.' })
@Unique('filing_code_unique', ['code'])
@ForeignKey(() => ProcedureGroupVersionRow, ['group_code', 'group_version'], ['code', 'version'], { name: 'filing_group' })
export class FilingRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'filing_pkey' })
  id!: string;

  @Column('text')
  code!: string;

  @Column('text')
  group_code!: string;

  @Column('integer')
  group_version!: number;

  @Column('text')
  case_code!: string;

  @Column('bigint')
  filed_at!: number;

  @Column({ type: 'bigint', nullable: true, comment: 'When its receipt became owed as a letter; null of a filing at a desk, where it is printed, and while an online one waits for an answer.' })
  receipt_owed_at!: number | null;
}

/** A dossier a filing opened. */
@Entity({ name: 'filing_dossier', comment: 'The dossiers a filing opened, in the order of the group; event 1 of each names the filing.' })
@Unique('filing_dossier_unique', ['dossier_id'])
@Check('filing_dossier_place', 'place >= 1')
export class FilingDossierRow {
  @ForeignKey(() => FilingRow, { name: 'filing_dossier_filing_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'filing_dossier_pk' })
  filing_id!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'filing_dossier_pk' })
  place!: number;

  @ForeignKey(() => DossierRow, { name: 'filing_dossier_dossier_id_fkey' })
  @Column('uuid')
  dossier_id!: string;
}
