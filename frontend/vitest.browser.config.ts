import { defineConfig } from "vitest/config";

/** A real browser against a real server. One page at a time: the tests look at times, too. */
export default defineConfig({
  test: {
    include: ["browser-tests/**/*.test.ts"],
    globalSetup: "browser-tests/support/global-setup.ts",
    environment: "node",
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A busy machine may take seconds to answer a control, which is saved on the disk first.
    expect: { poll: { timeout: 20_000 } },
    reporters: ["default"],
  },
});
