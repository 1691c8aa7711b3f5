import { patched, sleep, type WorkflowInterceptors } from '@temporalio/workflow';

/**
 * What a release changes in running workflows, as docs/history-compat.md asks for it: a step more before each transition,
 * behind a patch. Dossiers under way take it from their next transition on, and their histories replay all the same.
 */
export function interceptors(): WorkflowInterceptors {
  return {
    outbound: [
      {
        async scheduleLocalActivity(input, proceed) {
          if (patched('drill-step')) await sleep(1);
          return proceed(input);
        },
      },
    ],
  };
}
