import { defineConfig } from "vitest/config";

/** A real browser against a real server, which is started elsewhere: PLAYGROUND_URL says where it is. One page at a time. */
export default defineConfig({
  test: {
    include: ["browser-tests/**/*.test.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
