import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** A body of the administration. */
@Entity({ name: 'agency' })
export class AgencyRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'agency_pkey' })
  code!: string;

  @Column('json')
  data!: unknown;
}

/** A published version of a procedure. */
@Entity({ name: 'procedure_version', comment: 'Immutable: a running dossier keeps the version it began with.' })
@Check('procedure_version_number', 'version >= 1')
export class ProcedureVersionRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'procedure_version_pk' })
  code!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'procedure_version_pk' })
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

/** A calendar as it works in some agency, by content address. */
@Entity({ name: 'calendar_effective' })
export class CalendarEffectiveRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'calendar_effective_pkey' })
  id!: string;

  @Column('json')
  definition!: unknown;
}

/** A published set of calendars; `calendar_snapshot` of an event names it. */
@Entity({ name: 'calendar_version' })
@Unique('calendar_version_number_key', ['number'])
@Unique('calendar_version_previous_unique', ['previous_id'])
export class CalendarVersionRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'calendar_version_pkey' })
  id!: string;

  @Column('bigint')
  number!: number;

  @Column('bigint')
  published_at!: number;

  @Column('text')
  published_by!: string;

  @ForeignKey(() => CalendarVersionRow, { name: 'calendar_version_previous_id_fkey' })
  @Column({ type: 'text', nullable: true, comment: 'The version it replaced; null for the first and for versions older than this column.' })
  previous_id!: string | null;
}

/** The calendars of one agency in a version. */
@Entity({ name: 'calendar_version_agency' })
export class CalendarVersionAgencyRow {
  @ForeignKey(() => CalendarVersionRow, { name: 'calendar_version_agency_version_id_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'calendar_version_agency_pk' })
  version_id!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'calendar_version_agency_pk' })
  agency_code!: string;

  @ForeignKey(() => CalendarEffectiveRow, { name: 'calendar_version_agency_processing_id_fkey' })
  @Column('text')
  processing_id!: string;

  @ForeignKey(() => CalendarEffectiveRow, { name: 'calendar_version_agency_intake_id_fkey' })
  @Column('text')
  intake_id!: string;

  @Column({ type: 'text', array: true, nullable: true, comment: 'Ids of the layers that make the calendar, outermost first; null for versions older than this column.' })
  processing_layers!: string[] | null;

  @Column({ type: 'text', array: true, nullable: true })
  intake_layers!: string[] | null;
}

/** Which calendar version is current. */
@Entity({ name: 'calendar_head', comment: 'One row. Writers of events hold it FOR SHARE; publishing a version updates it, so nothing commits under the old one behind a rollout.' })
@Check('calendar_head_single', 'single')
export class CalendarHeadRow {
  @PrimaryColumn({ type: 'boolean', primaryKeyConstraintName: 'calendar_head_pkey', default: true })
  single!: boolean;

  @ForeignKey(() => CalendarVersionRow, { name: 'calendar_head_version_id_fkey' })
  @Column('text')
  version_id!: string;
}

/** The leads and limits of an installation. */
@Entity({ name: 'settings_version', comment: 'Leads and limits an installation chose, every version ever; the last is in force.' })
@Check('settings_version_number', 'number >= 1')
export class SettingsVersionRow {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'settings_version_pkey' })
  number!: number;

  @Column('json')
  settings!: unknown;

  @Column('bigint')
  published_at!: number;

  @Column('text')
  published_by!: string;
}
