import { launchBrowser } from "/work/wt/ex/frontend/scripts/browser.mjs";
const browser = await launchBrowser();
const [base, out, ...list] = process.argv.slice(2);
for (const item of list) {
  const [slug, hash, width, full] = item.split("@");
  const page = await browser.newPage({ viewport: { width: Number(width), height: 900 } });
  await page.goto(`${base}/exercises/${slug}#${hash}`);
  await page.waitForSelector("fieldset", { timeout: 20000 }).catch(() => {});
  await page.waitForTimeout(1200);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.screenshot({ path: `${out}/${slug}-${width}-${hash.replace(/[^a-z0-9]/gi, "")}.png`, fullPage: full !== "n" });
  console.log(slug, hash, width, "overflow", over);
  await page.close();
}
await browser.close();
