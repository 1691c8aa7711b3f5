import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { describe, expect, test } from 'vitest';
import { dossierWorkflowId } from '#workflows';
import { createTestDatabase } from '../support/database.js';
import { ASSIGN, FORWARD, HAND_OVER, INTAKE, REQUEST, RESULT, send, SUPPLEMENT, takeIn } from '../support/e2e-desk.js';
import { expectSound, until } from '../support/e2e-facts.js';
import { BUILT_WORKFLOWS, E2eStack } from '../support/e2e-stack.js';
import { pathOf, startTraceCollector } from '../support/trace-collector.js';

const collector = await startTraceCollector();
const database = await createTestDatabase();
const stack = await E2eStack.start({ databaseUrl: database.url, variables: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '100' } });
const { client } = stack;

describe('a dossier lived from intake to hand-over while everything is traced', async () => {
  const dossier = await takeIn(stack);
  for (const step of [ASSIGN, FORWARD, REQUEST, SUPPLEMENT, FORWARD, FORWARD, FORWARD, FORWARD, RESULT, HAND_OVER]) {
    const { status, text } = await send(stack, dossier, step);
    if (status !== 200) throw new Error(`${step.body.type}: ${text}`);
  }
  const handle = client.workflow.getHandle(dossierWorkflowId(dossier.id));
  await handle.result();
  await until('the end of the run is traced', () => Promise.resolve(collector.spans.some(({ name }) => name === 'RunWorkflow:dossierWorkflow')));
  await new Promise((r) => setTimeout(r, 3000));
  const history = await handle.fetchHistory();
  const { historyLength, historySize } = await handle.describe();

  test('PRINT', () => {
    console.log([...new Set(collector.spans.map((s) => `${s.service} ${pathOf(collector, s).join(' > ')} ${Object.keys(s.attributes).join(',')}`))].join('\n'));
    console.log(historyLength, historySize, collector.faults);
    console.log(stack.logOf('api'), stack.logOf('worker'), stack.logOf('relay'));
    expect(history).toBeDefined(); expect(expectSound).toBeDefined(); expect(INTAKE).toBeDefined();
    expect([fileURLToPath, bundleWorkflowCode, DefaultLogger, Worker, BUILT_WORKFLOWS]).toBeDefined();
  });
});
