import { expect, test } from 'vitest';
import { openBrowser, openPage } from '../support/browser.js';
import { until } from '../support/e2e-facts.js';
import { askedAs } from './asking.js';

const browser = await openBrowser();
const POLICE = 'H99.81';

interface Dossier {
  readonly code: string;
  readonly stages: readonly { readonly id: string; readonly status: string; readonly awaitingAcceptanceFrom: string | null }[];
}

async function read(code: string): Promise<Dossier> {
  return askedAs('clerk', 'H99.31', `/api/v1/dossiers/${code}`);
}

/** A birth that the police have registered a residence for and given back: it is theirs no more. */
async function pastPolice(): Promise<string> {
  const [commune, police, insurance] = [['clerk', 'H99.31'], ['officer', POLICE], ['officer', 'H99.82']] as const;
  const { code } = await askedAs<Dossier>(...commune, '/api/v1/dossiers', { procedureCode: '2.002621', agencyCode: 'H99.31', caseCode: '2.002621.01', channel: 'online', applicant: { name: 'Nguyễn Thị Thử' } });
  const give = async ([role, agency]: readonly [string, string], command: object, opens: string): Promise<void> => {
    await askedAs(role, agency, `/api/v1/dossiers/${code}/commands`, command);
    await until(`${opens} of ${code} is open`, async () => (await read(code)).stages.some(({ id, status }) => id === opens && status === 'open'));
  };
  await give(commune, { type: 'Accept' }, 'birth');
  await give(commune, { type: 'Forward' }, 'residence');
  await give(insurance, { type: 'Forward', body: { stage: 'health-card' } }, 'residence');
  await give(police, { type: 'Forward', body: { stage: 'residence' } }, 'return');
  // Until somebody has taken them they are still theirs.
  await askedAs(...commune, `/api/v1/dossiers/${code}/commands`, { type: 'AcceptHandover', body: { stage: 'return' } });
  await until(`${code} is taken`, async () => (await read(code)).stages.every(({ awaitingAcceptanceFrom }) => awaitingAcceptanceFrom === null));
  return code;
}

test('the record of a pile is printed again by who gave it and has its dossiers no more; what does not belong in it is named', async () => {
  const [first, second] = [await pastPolice(), await pastPolice()];
  const page = await openPage(browser, '/in-lai');
  // The sign-in page offers nobody of the police.
  await page.locator('button[value="officer@H99.31"]').waitFor();
  await page.evaluate(`document.querySelector('button[value="officer@H99.31"]').value = 'officer@${POLICE}'`);
  await page.locator(`button[value="officer@${POLICE}"]`).click();
  const box = page.getByRole('searchbox', { name: 'Quét mã hồ sơ' });
  await box.fill(first);
  await box.press('Enter');
  await page.getByText('Hồ sơ đã chuyển tiếp').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  const others = page.getByRole('textbox', { name: 'Hồ sơ khác cùng biên bản' });
  for (const code of [second, '000.00.31.H99-200101-0001']) {
    await others.fill(code);
    await others.press('Enter');
  }
  await page.getByRole('button', { name: 'In một biên bản' }).click();
  await page.getByRole('alert').filter({ hasText: 'không tìm thấy hồ sơ 000.00.31.H99-200101-0001' }).waitFor();
  await page.getByRole('button', { name: 'Bỏ ra 000.00.31.H99-200101-0001' }).click();
  await page.getByRole('button', { name: 'In một biên bản' }).click();
  await page.locator('.pdf-pages canvas').first().waitFor();
});
