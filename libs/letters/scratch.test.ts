import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { renderSlip } from './render-slip.js';
import { renderLetter } from './render-letter.js';
import { CONTROL_SLIP, controlSlipOf, GUIDANCE_SLIP, handoverRecordOf, RESULT_HANDOVER, TRANSFER_SLIP } from './test-support/slip-samples.js';
import { RECEIPT_SLIP, APOLOGY_LETTER } from './test-support/letter-samples.js';
test('x', async () => {
  const slips = { control: CONTROL_SLIP, control30: controlSlipOf(30), guidance: GUIDANCE_SLIP, batch: handoverRecordOf(60), result: RESULT_HANDOVER, transfer: TRANSFER_SLIP };
  for (const [name, slip] of Object.entries(slips)) writeFileSync(`/tmp/forms-${name}.pdf`, await renderSlip(slip));
  writeFileSync('/tmp/forms-01.pdf', await renderLetter(RECEIPT_SLIP));
  writeFileSync('/tmp/forms-04.pdf', await renderLetter(APOLOGY_LETTER));
});
