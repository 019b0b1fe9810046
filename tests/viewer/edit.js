// edit.js URL PREFIX: loads the node's SEG in OHIF's segmentation mode, rubs out a part of it with the eraser, and stores it where it came from.
const { chromium } = require('playwright-core');

const [url, prefix] = process.argv.slice(2);
const pause = ms => new Promise(done => setTimeout(done, ms));

async function open(page) {
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  const entry = page.locator('[data-cy="study-browser-thumbnail-no-image"]', { hasText: 'ACSA segmentation' }).first();
  await entry.waitFor({ timeout: 120000 });
  await pause(8000);
  await page.getByText('Skip all', { exact: true }).first().click({ timeout: 2000 }).catch(() => {});
  await entry.dblclick();
  await page.getByText('Yes', { exact: true }).first().click({ timeout: 60000 });
  await page.locator('[data-cy="data-row-title"]').first().waitFor({ timeout: 60000 });
  await pause(3000);
}

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', headless: true,
    args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  });
  const page = await browser.newPage({ viewport: { width: 1300, height: 800 } });
  page.on('pageerror', error => console.error(error.message));
  try {
    await open(page);
    await page.locator('[data-cy="Eraser-btn"]').click();
    await pause(1000);
    // From the middle of the picture up and down, where the muscle is: what is left of it has another area.
    const { x, y, width, height } = await page.locator('[data-cy="viewport-pane"]').first().boundingBox();
    await page.mouse.move(x + width * 0.45, y + height * 0.4);
    await page.mouse.down();
    for (let step = 0; step <= 24; step++) { await page.mouse.move(x + width * 0.45 + step % 3, y + height * (0.4 + 0.01 * step)); await pause(60); }
    await page.mouse.up();
    await pause(2000);
    await page.screenshot({ path: `${prefix}-edited.png` });
    await page.locator('[data-cy="segmentation-collapsed-more-btn-Labelmap"]').click();
    await page.getByRole('menuitem', { name: 'Export' }).hover();
    await page.getByRole('menuitem', { name: 'DICOM SEG' }).click();
    const stored = page.waitForResponse(answer => answer.request().method() === 'POST' && answer.url().includes('/studies'), { timeout: 60000 });
    await page.locator('[data-cy="input-dialog-save-button"]').click();
    const answer = await stored;
    if (!answer.ok()) throw new Error(`stored: ${answer.status()}`);
    await pause(2000);
  } catch (error) {
    await page.screenshot({ path: `${prefix}-failed.png` });
    throw error;
  } finally {
    await browser.close();
  }
})().catch(error => { console.error(error); process.exit(1); });
