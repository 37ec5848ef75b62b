// Measures how fast the page draws, in the browser of the tests, and prints a table for docs/performance.md.
// Usage: node bench/page-speed.mjs, after ./mvnw package, with JAVA_HOME set to a JDK 25.
// PLAYGROUND_URL measures a running server instead; SECONDS is the duration of each row.
import { launchBrowser } from "../frontend/scripts/browser.mjs";
import { startServer } from "../frontend/scripts/server.mjs";

process.env.PLAYGROUND_JAR ??= new URL("../backend/target/nn-playground.jar", import.meta.url).pathname;
const SECONDS = Number(process.env.SECONDS ?? "10");
/** Seconds before each measurement, until the compilers of server and browser have finished. */
const WARM_UP = 4;

const ALL_FEATURES = "x=true&y=true&xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true";
const ROWS = [
  ["8-8-8 at 60 epochs/s", `networkShape=8,8,8&speed=60`],
  ["8-8-8 at 120 epochs/s", `networkShape=8,8,8&speed=120`],
  ["4-2, as fast as possible", `networkShape=4,2&speed=0`],
  ["8-8, as fast as possible", `networkShape=8,8&speed=0`],
  ["8-8-8, as fast as possible", `networkShape=8,8,8&speed=0`],
];

const ownServer = process.env.PLAYGROUND_URL ? undefined : await startServer();
const base = process.env.PLAYGROUND_URL ?? ownServer.url;
const browser = await launchBrowser();
const version = browser.version();
console.log(`\n${new Date().toISOString().slice(0, 10)}, Chromium ${version}, all seven features, ${SECONDS} s each\n`);
console.log("| Hidden layers | epochs/s | drawn frames/s | script ms per frame | style and layout ms per frame |");
console.log("|---|---|---|---|---|");
for (const [name, keys] of ROWS) console.log(await row(name, keys));
console.log(`\n${await firstPicture()}`);
await browser.close();
await ownServer?.stop();

async function open(keys) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.addInitScript(watchDrawing);
  await page.goto(`${base}/#lang=en&theme=light&${keys}`);
  await page.waitForFunction(() => globalThis.drawn.first > 0);
  return page;
}

/** Runs in the page: counts the animation frames that paint the boundary, and records the time of the first one. */
function watchDrawing() {
  globalThis.drawn = { frames: 0, first: 0 };
  const paint = CanvasRenderingContext2D.prototype.putImageData;
  CanvasRenderingContext2D.prototype.putImageData = function (...args) {
    if (this.canvas.classList.contains("heatmap")) {
      globalThis.drawn.frames += 1;
      globalThis.drawn.first ||= performance.now();
    }
    paint.apply(this, args);
  };
}

async function row(name, keys) {
  const page = await open(`${ALL_FEATURES}&${keys}`);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  const sample = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    const seconds = (key) => metrics.find((metric) => metric.name === key).value;
    const result = await page.evaluate(() => ({
      frames: globalThis.drawn.frames,
      epoch: Number(document.querySelector("[data-testid=epoch]").textContent.replaceAll(",", "")),
      at: performance.now() / 1000,
    }));
    return {
      ...result,
      script: seconds("ScriptDuration"),
      layout: seconds("RecalcStyleDuration") + seconds("LayoutDuration"),
    };
  };
  await page.keyboard.press(" ");
  await page.waitForTimeout(WARM_UP * 1000);
  const before = await sample();
  await page.waitForTimeout(SECONDS * 1000);
  const after = await sample();
  await page.close();
  const difference = (key) => after[key] - before[key];
  const frames = Math.max(difference("frames"), 1);
  const figures = [
    (difference("epoch") / difference("at")).toFixed(0),
    (difference("frames") / difference("at")).toFixed(1),
    ((1000 * difference("script")) / frames).toFixed(1),
    ((1000 * difference("layout")) / frames).toFixed(1),
  ];
  return `| ${name} | ${figures.join(" | ")} |`;
}

/** Time from the server's response with the job to the first picture of its output, and size of the scripts loaded for it. */
async function firstPicture() {
  const times = [];
  let script = 0;
  for (let visit = 0; visit < 5; visit++) {
    const page = await open("networkShape=8,8,8");
    const result = await page.evaluate(() => {
      const fetched = performance.getEntriesByType("resource");
      const job = fetched.find(({ name }) => name.endsWith("/api/v1/jobs"));
      const scripts = fetched.filter(({ name }) => name.endsWith(".js") && !name.includes("article"));
      return {
        wait: globalThis.drawn.first - job.responseEnd,
        script: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
      };
    });
    times.push(result.wait);
    script = result.script;
    await page.close();
  }
  const median = times.sort((one, other) => one - other)[2].toFixed(0);
  return `First picture ${median} ms after the server's response with the job (median of 5); transferred script: ${(script / 1000).toFixed(1)} kB.`;
}
