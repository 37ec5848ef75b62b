import { defineConfig } from "vitest/config";

/** Tests in a real browser against a real server. Files run one after another, because some tests measure times. */
export default defineConfig({
  test: {
    include: ["browser-tests/**/*.test.ts"],
    globalSetup: "browser-tests/support/global-setup.ts",
    environment: "node",
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A busy machine may take seconds to answer a request, which is stored on disk first.
    expect: { poll: { timeout: 20_000 } },
    reporters: ["default"],
  },
});
