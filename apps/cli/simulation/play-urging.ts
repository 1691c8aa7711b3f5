import { feedbackActionOf } from '#domain';
import { gatherFeedbackFacts, urgeDossier } from '#service';
import type { CaseDesk } from './case-desk.js';
import type { Pace } from './pace.js';
import { CLERK, OFFICER } from './people.js';
import type { Random } from './random.js';

/** Urgings of a dossier that is open then: once or twice, answered within the hours or late, and told to the applicant. */
export function playUrging(desk: CaseDesk, pace: Pace, random: Random): void {
  const which = random.next();
  let dossier: string | undefined;
  for (let times = random.chance(0.4) ? 2 : 1; times > 0; times -= 1) {
    let code: string | undefined;
    pace.then(async () => {
      dossier ??= await openDossier(desk, which);
      code = dossier === undefined ? undefined : await urge(desk, dossier);
    });
    if (random.chance(0.15)) return;
    const given = async (act: (code: string) => Promise<void>): Promise<void> => (code === undefined ? undefined : act(code));
    const gather = (...[tx, state]: Parameters<NonNullable<Parameters<CaseDesk['give']>[0]['gather']>>): ReturnType<typeof gatherFeedbackFacts> => gatherFeedbackFacts(desk.world.engine, tx, state);
    pace
      .then(() => given((each) => desk.give({ actor: OFFICER, action: feedbackActionOf('AnswerFeedback'), code: each, type: 'AnswerFeedback', body: {}, text: { answer: 'Kết quả có trong tuần này.' }, gather })))
      .then(() => given((each) => desk.give({ actor: CLERK, action: feedbackActionOf('TellApplicant'), code: each, type: 'TellApplicant', body: { by: 'phone' }, gather })), 1);
  }
}

async function openDossier({ world: { engine } }: CaseDesk, which: number): Promise<string | undefined> {
  const open = await engine.database.read.rows<{ code: string }>(`SELECT code FROM dossier WHERE NOT closed AND status <> 'finished' ORDER BY code`);
  return open[Math.floor(which * open.length)]?.code;
}

/** The urging's code; none where the dossier has been finished meanwhile. */
async function urge(desk: CaseDesk, dossierCode: string): Promise<string | undefined> {
  const { engine, clock } = desk.world;
  const opened = await urgeDossier(engine, clock, { actor: CLERK, idempotencyKey: desk.key(), body: { dossierCode, by: 'applicant' } });
  return opened.kind === 'opened' ? opened.code : undefined;
}
