import { findProgram } from './command.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * A real Chromium: `CHROMIUM_PATH`, else one of the machine, else the one that comes as a package. Rejects, saying what to install, when it does not start.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser() {
  const { chromium } = await import('playwright-core');
  const installed = process.env.CHROMIUM_PATH || NAMES.map(findProgram).find((path) => path !== undefined);
  const executablePath = installed ?? (await (await import('@sparticuz/chromium')).default.executablePath());
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] }).catch((cause) => {
    throw new Error(`Chromium at ${executablePath} does not start: install one (on Debian: apt-get install chromium), or name one by CHROMIUM_PATH`, { cause });
  });
}
