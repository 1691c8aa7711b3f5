import type { MigrationInterface, QueryRunner } from 'typeorm';

const OF_AGENCY = `agency = ANY ((SELECT string_to_array(current_setting('dunghan.agencies', true), ','))::text[])`;

/** What somebody was told in person is shown to them also where they work in another agency since. */
export class ShowOwnNotices1790000000072 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER POLICY staff_notice_seen ON staff_notice USING (${OF_AGENCY} OR subject = (SELECT current_setting('dunghan.subject', true)))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER POLICY staff_notice_seen ON staff_notice USING (${OF_AGENCY})`);
  }
}
