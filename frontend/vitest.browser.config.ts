import { defineConfig } from "vitest/config";

/** Tests that measure times. They run one after the other, when the others have ended. */
const TIMED = ["browser-tests/timing/**/*.test.ts"];

const SHARED = {
  environment: "node",
  // The files of a worker share its browser.
  isolate: false,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  retry: 1,
  // A busy machine may take seconds to answer a control, which is saved on the disk first.
  expect: { poll: { timeout: 20_000 } },
} as const;

/** Another browser than npm's writes a report of its own. */
const REPORT = process.env["PLAYGROUND_BROWSER"] ? "other-browser-tests" : "browser-tests";

/** A real browser and a real server: one server for all tests, one browser for each worker. */
export default defineConfig({
  test: {
    globalSetup: "browser-tests/support/global-setup.ts",
    reporters: [
      "default",
      ["junit", { outputFile: `../backend/target/vitest-reports/${REPORT}.xml` }],
      "./browser-tests/support/flaky-tests.ts",
    ],
    projects: [
      {
        test: {
          ...SHARED,
          name: "pages",
          include: ["browser-tests/**/*.test.ts"],
          exclude: TIMED,
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      { test: { ...SHARED, name: "timing", include: TIMED, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
