import page from "../../frontend/eslint.config.js";

/** The page's rules; `npm run lint` of the page checks this folder, too. */
export default [{ ignores: ["dist", "src/schema.ts"] }, ...page];
