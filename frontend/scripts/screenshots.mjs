// Screenshots of the page's main states, the pictures of the README, and the one that other sites show for a link to the
// page: npm run screenshots -- FOLDER. The page is at
// PLAYGROUND_URL, or served by the jar PLAYGROUND_JAR, which the script starts. ONLY=name limits the screenshots to
// names that contain it.
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launchBrowser } from "./browser.mjs";
import { PICTURE_STATES } from "./picture-states.mjs";
import { startServer } from "./server.mjs";

const [folder = "screenshots"] = process.argv.slice(2);
/** Pictures that the repository contains, by name of their state. */
const KEPT_PICTURES = new Map([
  ["social", "public/og.png"],
  ["readme", "../docs/playground.png"],
  ["three-classes", "../docs/three-classes.png"],
  ["embed", "../docs/embed.png"],
  ["course-picker", "../docs/pictures/course-picker.png"],
  ["course-goal-picker", "../docs/pictures/course-goal-picker.png"],
  ["course-goal", "../docs/pictures/course-goal.png"],
  ["course-goal-scorm", "../docs/pictures/course-goal-scorm.png"],
  ["course-graded", "../docs/pictures/course-graded.png"],
  ["course-class", "../docs/pictures/course-class.png"],
  ["course-scorm", "../docs/pictures/course-scorm.png"],
]);
const ownServer = process.env["PLAYGROUND_URL"] ? undefined : await startServer();
const base = process.env["PLAYGROUND_URL"] ?? ownServer?.url ?? "";
const only = process.env["ONLY"];

await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
for (const state of PICTURE_STATES.filter(({ name }) => !only || name.includes(only))) {
  const page = await browser.newPage({ viewport: { width: state.width, height: state.height } });
  page.on("console", (message) => {
    if (message.type() === "error") console.error(state.name, message.text());
  });
  page.on("pageerror", (error) => console.error(state.name, error));
  await state.course?.prepare(page);
  await page.goto(`${base}${state.path ?? "/"}#${state.address}`);
  await page.waitForSelector("[data-testid=epoch], main h1");
  await page.waitForTimeout(1200);
  if (state.choose) {
    await page.locator(`.thumbnail input[value=${state.choose}]`).check({ force: true });
    await page.waitForTimeout(800);
  }
  if (state.seconds) {
    await page.click("[data-action=play]");
    await page.waitForTimeout(state.seconds * 1000);
  }
  if (state.inspect) await page.hover(state.inspect);
  for (const each of state.press ?? []) await page.click(each);
  if (state.until) await page.waitForSelector(state.until, { timeout: 60_000 });
  if (state.sheet) await page.click(".settings-button");
  await page.waitForTimeout(400);
  const path = join(folder, `${state.name}.png`);
  await page.screenshot({ path, fullPage: state.full === true });
  const shown = KEPT_PICTURES.get(state.name);
  if (shown) await copyFile(path, shown);
  await page.close();
  console.log(state.name);
}
await browser.close();
await ownServer?.stop();
