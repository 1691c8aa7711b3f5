import type { Page } from 'playwright-core';

/** Waits until a page of a PDF is drawn. */
export async function drawn(page: Page): Promise<void> {
  await page.locator('.pdf-pages[data-pages]:not([data-pages="0"])').first().waitFor();
}

/** Opens the apology of a dossier on the sign list, with a reason for the delay. */
export async function openApology(page: Page, code: string): Promise<void> {
  await page.locator('.sign-item', { hasText: code }).getByRole('button', { name: 'Xem văn bản' }).click();
  await page.getByRole('combobox', { name: 'Lý do chậm' }).click();
  await page.locator('.ant-select-item-option').first().click();
  await drawn(page);
}

/** Looks at the apology of a dossier on the sign list, so that it is chosen to be signed. */
export async function lookAt(page: Page, code: string): Promise<void> {
  await openApology(page, code);
  await page.getByRole('button', { name: 'Đã xem, chọn ký' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}
