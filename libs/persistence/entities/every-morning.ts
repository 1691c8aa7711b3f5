import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { DossierRow } from './dossier.js';
import { DossierEventRow } from './ledger.js';
import { DataKeyRow } from './personal.js';
import { AgencyRow } from './rules.js';

/** The list of an agency on a morning. */
@Entity({ name: 'morning_list', comment: 'One list an agency and working day, as it stood: the business key of the loop that makes it. Days are those since 1970-01-01.' })
@Check('morning_list_counts', 'late >= 0 AND soon >= 0')
export class MorningListRow {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'morning_list_pkey' })
  day!: number;

  @ForeignKey(() => AgencyRow, { name: 'morning_list_agency_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'morning_list_pkey' })
  agency!: string;

  @Column('bigint')
  made_at!: number;

  @Column('bigint')
  soon_until!: number;

  @Column('integer')
  late!: number;

  @Column('integer')
  soon!: number;

  @Column({ type: 'text', comment: 'SHA-256 of the lines in their order, each ended by a line feed.' })
  content_hash!: string;
}

/** A line of such a list. */
@Entity({ name: 'morning_line', comment: 'Lines of the lists; content is canonical JSON without personal data, the text that was hashed.' })
@ForeignKey(() => MorningListRow, ['day', 'agency'], ['day', 'agency'], { name: 'morning_line_list' })
@Check('morning_line_place', 'place >= 1')
@Index('morning_line_dossier', ['dossier_id', 'day'])
export class MorningLineRow {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'morning_line_pkey' })
  day!: number;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'morning_line_pkey' })
  agency!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'morning_line_pkey' })
  place!: number;

  @Column('text')
  province!: string;

  @Column('uuid')
  dossier_id!: string;

  @Column({ type: 'text', array: true, comment: 'Who sees the line: receiving and competent agency and those that hold a stage.' })
  agencies!: string[];

  @Column({ type: 'text', array: true })
  officers!: string[];

  @Column('boolean')
  late!: boolean;

  @Column('json')
  content!: unknown;
}

/** Who was told of a morning's list. */
@Entity({ name: 'morning_told', comment: 'Whose list was summed up on which day, also where there was nothing to tell of; the notice itself is in staff_notice.' })
export class MorningToldRow {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'morning_told_pkey' })
  day!: number;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'morning_told_pkey' })
  subject!: string;

  @Column('bigint')
  told_at!: number;

  @Column('integer')
  late!: number;

  @Column('integer')
  soon!: number;
}

/** How far the ledger was looked at; its transaction number is not mapped: TypeORM does not know `xid8`. */
@Entity({ name: 'watch_cursor', comment: 'One row. Every event of a transaction before until_xact was looked at.' })
@Check('watch_cursor_single', 'single')
export class WatchCursorRow {
  @PrimaryColumn({ type: 'boolean', default: true, primaryKeyConstraintName: 'watch_cursor_pkey' })
  single!: boolean;
}

/** What a rule of the watch list caught. */
@Entity({ name: 'watch_finding', comment: 'What a rule of the watch list caught in the ledger: something for a person to look at, never an accusation.' })
@Check(
  'watch_finding_kind',
  `kind IN ('supplement-last-days', 'pause-last-days', 'withdrawal-last-days', 'refiled-after-withdrawal', 'refiled-after-refusal', 'refiled-after-intake-refusal')`,
)
@Check('watch_finding_rule', '(due_at IS NULL) <> (refiled_at IS NULL) AND (refiled_id IS NULL OR refiled_at IS NOT NULL)')
@ForeignKey(() => DossierEventRow, ['dossier_id', 'seq'], ['dossier_id', 'seq'], { name: 'watch_finding_event' })
@Index('watch_finding_unique', ['kind', 'dossier_id', 'seq', 'refiled_id'], { unique: true, where: 'refiled_at IS NULL OR refiled_id IS NOT NULL' })
@Index('watch_finding_dossier', ['dossier_id'])
@Index('watch_finding_refiled', ['refiled_id'], { where: 'refiled_id IS NOT NULL' })
@Index('watch_finding_list', ['agency', 'happened_at', 'id'])
@Index('watch_finding_time', ['happened_at', 'id'])
export class WatchFindingRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'watch_finding_pkey' })
  id!: number;

  @Column('text')
  kind!: string;

  @Column('text')
  province!: string;

  @Column('text')
  agency!: string;

  @ForeignKey(() => DossierRow, { name: 'watch_finding_dossier_id_fkey' })
  @Column('uuid')
  dossier_id!: string;

  @Column('integer')
  seq!: number;

  @ForeignKey(() => DossierRow, { name: 'watch_finding_refiled_id_fkey' })
  @Column({ type: 'uuid', nullable: true, comment: 'The filing by the same applicant; absent where either was erased, and the day alone is left of refiled_at.' })
  refiled_id!: string | null;

  @Column('bigint')
  happened_at!: number;

  @Column({ type: 'bigint', nullable: true })
  due_at!: number | null;

  @Column({ type: 'bigint', nullable: true })
  refiled_at!: number | null;

  @Column({ type: 'integer', comment: 'Working days from the event to the day of the due date, or to the filing that came after it.' })
  working_days!: number;

  @Column({ type: 'integer', comment: 'The setting of the rule when it was found.' })
  allowed_days!: number;

  @Column('text')
  actor_subject!: string;

  @Column('text')
  actor_role!: string;

  @Column('text')
  actor_agency!: string;

  @Column('bigint')
  found_at!: number;
}

/** What a head says of a finding. */
@Entity({ name: 'watch_note', comment: 'What a head who looked at a finding says of it, sealed; the last one counts and none is changed.' })
@Check('watch_note_number', 'number >= 1')
@Check('watch_note_erased', '(content IS NULL) = (erased_at IS NOT NULL) AND (key_ref IS NULL) = (erased_at IS NOT NULL)')
export class WatchNoteRow {
  @ForeignKey(() => WatchFindingRow, { name: 'watch_note_finding_id_fkey' })
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'watch_note_pkey' })
  finding_id!: number;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'watch_note_pkey' })
  number!: number;

  @Column('text')
  noted_by!: string;

  @Column('text')
  noted_role!: string;

  @Column('bigint')
  noted_at!: number;

  @Column({ type: 'bytea', nullable: true })
  content!: Buffer | null;

  @ForeignKey(() => DataKeyRow, { name: 'watch_note_key_ref_fkey' })
  @Column({ type: 'text', nullable: true })
  key_ref!: string | null;

  @Column({ type: 'bigint', nullable: true, comment: 'When its words went with the personal data of the dossier.' })
  erased_at!: number | null;
}
