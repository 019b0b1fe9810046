// show.js URL PREFIX FRAME…: (ACSA_VIEWER_SERIES: another SEG than the first) opens a study, loads its SEG, takes a picture of each frame, then of the report's outline on the first frame.
const { chromium } = require('playwright-core');

const [url, prefix, ...frames] = process.argv.slice(2);
const pause = ms => new Promise(done => setTimeout(done, ms));

async function open(page, series) {
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  const entry = page.locator('[data-cy="study-browser-thumbnail-no-image"]', { hasText: series }).first();
  await entry.waitFor({ timeout: 90000 });
  await pause(6000);
  await page.getByText('Skip all', { exact: true }).first().click({ timeout: 2000 }).catch(() => {});
  await entry.dblclick();
  await pause(8000);
  // Whether to load the segmentation for good.
  for (const answer of ['Yes', 'Load', 'Open'])
    if (await page.getByText(answer, { exact: true }).first().click({ timeout: 1500 }).then(() => true, () => false)) break;
  await pause(6000);
}

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', headless: true,
    args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  });
  const page = await browser.newPage({ viewport: { width: 1000, height: 640 } });
  page.on('pageerror', error => console.error(error.message));
  try {
    await open(page, process.env.ACSA_VIEWER_SERIES || 'ACSA segmentation');
    let at = 1;
    for (const frame of frames.map(Number)) {
      for (; at < frame; at++) { await page.keyboard.press('ArrowDown'); await pause(400); }
      await pause(2500);
      await page.screenshot({ path: `${prefix}-seg-${frame}.png` });
    }
    await open(page, 'ACSA measurements');
    await page.screenshot({ path: `${prefix}-sr.png` });
  } catch (error) {
    await page.screenshot({ path: `${prefix}-failed.png` });
    throw error;
  } finally {
    await browser.close();
  }
})().catch(error => { console.error(error); process.exit(1); });
