import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { DossierRow } from './dossier.js';
import { CalendarVersionRow } from './rules.js';

/** A published layer of calendars (nation, province, agency), by content address. */
@Entity({ name: 'calendar_layer', comment: 'Immutable, by content address: what somebody wrote and published.' })
export class CalendarLayerRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'calendar_layer_pkey' })
  hash!: string;

  @Column('text')
  layer_id!: string;

  @Column('json')
  definition!: unknown;
}

/** A layer as it is in a calendar version. */
@Entity({ name: 'calendar_version_layer' })
export class CalendarVersionLayerRow {
  @ForeignKey(() => CalendarVersionRow, { name: 'calendar_version_layer_version_id_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'calendar_version_layer_pk' })
  version_id!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'calendar_version_layer_pk' })
  layer_id!: string;

  @ForeignKey(() => CalendarLayerRow, { name: 'calendar_version_layer_hash_fkey' })
  @Column('text')
  hash!: string;
}

/** A change of calendars somebody prepares and a second person publishes. */
@Entity({ name: 'calendar_draft', comment: 'Changes of calendars on their way to publication; content holds the layers and assignments that differ from the base.' })
@Check('calendar_draft_status', `status IN ('draft', 'published', 'discarded')`)
@Check('calendar_draft_ended', `(status = 'draft') = (ended_at IS NULL) AND (ended_at IS NULL) = (ended_by IS NULL)`)
@Check('calendar_draft_second_person', `status <> 'published' OR (version_id IS NOT NULL AND ended_by <> created_by)`)
@Unique('calendar_draft_key_unique', ['created_by', 'idempotency_key'])
@Check('calendar_draft_key', `(idempotency_key IS NULL) = (request_hash IS NULL)`)
@Index('calendar_draft_open', ['created_at'], { where: `status = 'draft'` })
export class CalendarDraftRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'calendar_draft_pkey' })
  id!: string;

  @ForeignKey(() => CalendarVersionRow, { name: 'calendar_draft_base_version_id_fkey' })
  @Column('text')
  base_version_id!: string;

  @Column('json')
  content!: unknown;

  @Column('text')
  source!: string;

  @Column('text')
  reason_code!: string;

  @Column('text')
  created_by!: string;

  @Column('bigint')
  created_at!: number;

  @Column('text')
  status!: string;

  @Column({ type: 'text', nullable: true })
  ended_by!: string | null;

  @Column({ type: 'bigint', nullable: true })
  ended_at!: number | null;

  @ForeignKey(() => CalendarVersionRow, { name: 'calendar_draft_version_id_fkey' })
  @Column({ type: 'text', nullable: true })
  version_id!: string | null;

  @Column({ type: 'text', nullable: true })
  idempotency_key!: string | null;

  @Column({ type: 'text', nullable: true })
  request_hash!: string | null;

  @Column({ type: 'json', nullable: true })
  impact!: unknown;

  @Column({ type: 'bigint', nullable: true })
  impact_at!: number | null;

  @Column({ type: 'bigint', nullable: true })
  impact_started_at!: number | null;
}

/** What a draft would do to one dossier. */
@Entity({ name: 'calendar_impact', comment: 'Dossiers whose dates a draft would move or that it would endanger, as of the moment its impact was computed.' })
export class CalendarImpactRow {
  @ForeignKey(() => CalendarDraftRow, { name: 'calendar_impact_draft_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'calendar_impact_pk' })
  draft_id!: string;

  @ForeignKey(() => DossierRow, { name: 'calendar_impact_dossier_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'calendar_impact_pk' })
  dossier_id!: string;

  @Column({ type: 'bigint', nullable: true })
  from_due!: number | null;

  @Column({ type: 'bigint', nullable: true })
  to_due!: number | null;

  @Column({ type: 'bigint', nullable: true })
  from_appointment!: number | null;

  @Column({ type: 'bigint', nullable: true })
  to_appointment!: number | null;

  @Column('boolean')
  endangered!: boolean;
}

/** A workflow to be told that a date of its dossier moved without it. */
@Entity({ name: 'workflow_nudge', comment: 'Workflows that must look again because a date moved without them; emptied as they are told.' })
@Index('workflow_nudge_due', ['next_attempt_at'])
export class WorkflowNudgeRow {
  @ForeignKey(() => DossierRow, { name: 'workflow_nudge_dossier_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'workflow_nudge_pkey' })
  dossier_id!: string;

  @Column('bigint')
  since!: number;

  @Column('bigint')
  next_attempt_at!: number;
}
