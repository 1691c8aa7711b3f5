import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Probabilities of lateness: the models they come from, and what the last one says of each open dossier. Advice only. */
export class CreateRisk1790000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE risk_model (
        version integer CONSTRAINT risk_model_pkey PRIMARY KEY,
        fitted_at bigint NOT NULL,
        content json,
        back_test json NOT NULL,
        scored_at bigint,
        CONSTRAINT risk_model_version CHECK (version >= 1)
      );
      COMMENT ON TABLE risk_model IS 'Models that tell how probably a dossier becomes late, the last one in force: advice, no date and no figure depends on it.';
      COMMENT ON COLUMN risk_model.content IS 'Weights and late rates; absent where there was too little history to learn from.';
      COMMENT ON COLUMN risk_model.back_test IS 'How forecasts of earlier models compare with what came of them.';
      COMMENT ON COLUMN risk_model.scored_at IS 'When all open dossiers were last scored by it.';

      CREATE TABLE dossier_risk (
        dossier_id uuid CONSTRAINT dossier_risk_pkey PRIMARY KEY CONSTRAINT dossier_risk_dossier_id_fkey REFERENCES dossier,
        province text NOT NULL,
        agency text NOT NULL,
        probability integer NOT NULL,
        reasons json NOT NULL,
        model_version integer NOT NULL CONSTRAINT dossier_risk_model_version_fkey REFERENCES risk_model,
        as_of bigint NOT NULL,
        CONSTRAINT dossier_risk_probability CHECK (probability BETWEEN 0 AND 10000)
      );
      COMMENT ON TABLE dossier_risk IS 'What the model in force said of the open dossiers that were not late yet: counted anew as a whole, so that lists can be paged.';
      COMMENT ON COLUMN dossier_risk.agency IS 'The competent agency.';
      COMMENT ON COLUMN dossier_risk.probability IS 'Of becoming late, in hundredths of a percent.';
      CREATE INDEX dossier_risk_agency ON dossier_risk (agency, probability, dossier_id);
      CREATE INDEX dossier_risk_province ON dossier_risk (province, probability, dossier_id);

      GRANT SELECT, INSERT, UPDATE ON risk_model TO dunghan_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON dossier_risk TO dunghan_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dossier_risk, risk_model');
  }
}
