import { defineConfig } from "vite";
import { courseContent } from "./content-build/plugin";

/** Where `npm run dev` finds the server; a built page is served by it. */
const SERVER = process.env["PLAYGROUND_SERVER"] ?? "http://localhost:8080";

export default defineConfig({
  base: "./",
  plugins: [courseContent()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2023",
    outDir: process.env["PAGE_OUT_DIR"] ?? "dist",
    reportCompressedSize: true,
    // The page's policy takes fonts from this server only, not from data: addresses.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ["index.html", "lessons.html", "lessons/page.html"],
      checks: { bundlerTimings: false },
    },
  },
  server: { proxy: { "/api": SERVER } },
});
