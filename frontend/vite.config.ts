import { defineConfig } from "vite";
import { licenses } from "./content-build/licenses";
import { pageHead } from "./content-build/page-head";
import { courseContent } from "./content-build/plugin";

/** Address of the server for `npm run dev`. */
const SERVER = process.env["PLAYGROUND_SERVER"] ?? "http://localhost:8080";

export default defineConfig({
  base: "./",
  plugins: [pageHead(), licenses(), courseContent()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2023",
    outDir: process.env["PAGE_OUT_DIR"] ?? "dist",
    reportCompressedSize: true,
    // The content security policy allows fonts from this server only, not from data: URLs.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: [
        "index.html",
        "lessons.html",
        "compare.html",
        "sweeps.html",
        "lessons/page.html",
        "not-found.html",
      ],
      checks: { bundlerTimings: false },
    },
  },
  server: { proxy: { "/api": SERVER, "^/lti/(?!(picker|class)$)": SERVER } },
});
