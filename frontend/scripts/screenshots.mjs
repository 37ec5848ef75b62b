// Pictures of the page's main states, to be looked at, and the README's: npm run screenshots -- FOLDER
// The page is at PLAYGROUND_URL, or served by the jar of PLAYGROUND_JAR, which is started for it. ONLY=name takes those whose name has it.
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launchBrowser } from "./browser.mjs";
import { startServer } from "./server.mjs";

const [folder = "screenshots"] = process.argv.slice(2);
/** The README's, by name of their state. */
const PICTURES = new Map([
  ["readme", "../docs/playground.png"],
  ["three-classes", "../docs/three-classes.png"],
  ["embed", "../docs/embed.png"],
]);
const own = process.env["PLAYGROUND_URL"] ? undefined : await startServer();
const base = process.env["PLAYGROUND_URL"] ?? own?.url ?? "";
const only = process.env["ONLY"];

/** @type {readonly { name: string, width: number, height: number, address: string, seconds?: number, inspect?: string, path?: string, choose?: string, sheet?: boolean, press?: string, full?: boolean }[]} */
const states = [
  {
    name: "readme",
    width: 1280,
    height: 800,
    address:
      "lang=en&theme=light&dataset=spiral&networkShape=6,4&sinX=true&sinY=true&xTimesY=true&speed=120&seed=3",
    seconds: 14,
  },
  {
    name: "three-classes",
    width: 1280,
    height: 800,
    address: "lang=zh-CN&theme=dark&networkShape=6,4&speed=120",
    seconds: 8,
    choose: "threeBlobs",
  },
  {
    name: "columns",
    width: 1280,
    height: 800,
    address: "lang=en&theme=light&networkShape=6&speed=120",
    seconds: 6,
    choose: "clusters",
  },
  {
    name: "embed",
    width: 360,
    height: 760,
    path: "/embed/",
    address: "lang=en&theme=light&dataset=xor&networkShape=4,2",
    seconds: 5,
  },
  {
    name: "1280-drawing",
    width: 1280,
    height: 800,
    address: "lang=en&theme=dark&dataset=xor",
    seconds: 3,
    press: "[data-action=draw]",
  },
  {
    name: "1280-share",
    width: 1280,
    height: 800,
    address: "lang=zh-CN&theme=light",
    seconds: 2,
    press: "[data-action=share]",
  },
  {
    name: "1280-diverged",
    width: 1280,
    height: 800,
    address:
      "lang=en&theme=light&activation=linear&learningRate=10&problem=regression&xSquared=true&ySquared=true",
    seconds: 2,
  },
  { name: "article", width: 1280, height: 800, address: "lang=zh-CN&theme=light", seconds: 3, full: true },
  { name: "1280-first", width: 1280, height: 800, address: "lang=en&theme=light" },
  { name: "1280-playing", width: 1280, height: 800, address: "lang=en&theme=light", seconds: 6 },
  { name: "1280-playing-dark", width: 1280, height: 800, address: "lang=en&theme=dark", seconds: 6 },
  {
    name: "1280-chinese",
    width: 1280,
    height: 800,
    address: "lang=zh-CN&theme=light&dataset=xor",
    seconds: 4,
  },
  {
    name: "1280-spiral",
    width: 1280,
    height: 800,
    address:
      "lang=en&theme=light&dataset=spiral&networkShape=8,8,6&activation=tanh&xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true&noise=5&showTestData=true",
    seconds: 15,
  },
  {
    name: "1280-deep-dark",
    width: 1280,
    height: 800,
    address: "lang=en&theme=dark&networkShape=8,8,8,8,8,8,8,8&xSquared=true",
    seconds: 4,
  },
  {
    name: "1280-inspected",
    width: 1280,
    height: 800,
    address: "lang=en&theme=light",
    seconds: 4,
    inspect: "[data-layer='0'][data-unit='1']",
  },
  {
    name: "1280-regression-discrete",
    width: 1280,
    height: 800,
    address: "lang=en&theme=light&problem=regression&regDataset=reg-gauss&networkShape=8,6&discretize=true",
    seconds: 4,
  },
  {
    name: "1280-table",
    width: 1280,
    height: 800,
    address: "lang=en&theme=dark&dataset=xorTable",
    seconds: 4,
  },
  { name: "1920", width: 1920, height: 1080, address: "lang=en&theme=light&networkShape=6,4,2", seconds: 4 },
  { name: "768", width: 768, height: 1024, address: "lang=en&theme=light", seconds: 4, full: true },
  {
    name: "768-chinese-dark",
    width: 768,
    height: 1024,
    address: "lang=zh-CN&theme=dark",
    seconds: 4,
    full: true,
  },
  { name: "320", width: 320, height: 640, address: "lang=en&theme=light", seconds: 3, full: true },
  {
    name: "320-settings",
    width: 320,
    height: 640,
    address: "lang=zh-CN&theme=dark",
    seconds: 1,
    sheet: true,
  },
  { name: "390", width: 390, height: 844, address: "lang=zh-CN&theme=light", seconds: 3 },
];

await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
for (const state of states.filter(({ name }) => !only || name.includes(only))) {
  const page = await browser.newPage({ viewport: { width: state.width, height: state.height } });
  page.on("console", (message) => {
    if (message.type() === "error") console.error(state.name, message.text());
  });
  page.on("pageerror", (error) => console.error(state.name, error));
  await page.goto(`${base}${state.path ?? "/"}#${state.address}`);
  await page.waitForSelector("[data-testid=epoch]");
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
  if (state.press) await page.click(state.press);
  if (state.sheet) await page.click(".settings-button");
  await page.waitForTimeout(400);
  const path = join(folder, `${state.name}.png`);
  await page.screenshot({ path, fullPage: state.full === true });
  const shown = PICTURES.get(state.name);
  if (shown) await copyFile(path, shown);
  await page.close();
  console.log(state.name);
}
await browser.close();
await own?.stop();
