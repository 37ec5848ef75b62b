import js from "@eslint/js";
import tseslint from "typescript-eslint";

/**
 * The rule of one layer: which layers and packages it must not import, and why. The compiler already keeps the browser out of `model`,
 * `state` and `i18n`, which are compiled without the DOM library. `tests/layers.test.ts` rejects import cycles and crowded folders.
 *
 * @param {string} name folder below `src`; the rule holds for its sub-folders too
 * @param {readonly string[]} forbidden layers, and packages with the prefix `npm:`
 * @param {string} because
 */
function layer(name, forbidden, because) {
  return {
    files: [`src/${name}/**/*.{ts,tsx}`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: forbidden.map((name) => ({
            group: name.startsWith("npm:") ? [name.slice(4), `${name.slice(4)}/*`] : [`**/${name}/**`],
            message: because,
          })),
        },
      ],
    },
  };
}

const VIEW_LIBRARIES = ["npm:preact", "npm:@preact/signals"];

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/api/schema.ts"] },
  js.configs.recommended,
  {
    files: ["public/*.js"],
    languageOptions: { globals: { window: false, document: false, addEventListener: false, URL: false } },
  },
  {
    files: ["src/views/sharing/scorm/*.js"],
    languageOptions: { globals: { window: false, document: false, addEventListener: false, URL: false } },
  },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "no-restricted-syntax": [
        "error",
        {
          selector: "TSEnumDeclaration",
          message: "Use a union of string literals instead of an enum.",
        },
      ],
      "max-lines": ["error", { max: 300, skipBlankLines: false, skipComments: false }],
    },
  },
  {
    files: ["src/main.ts", "src/course.ts"],
    rules: { "max-lines": ["error", { max: 120 }] },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/render/frame-scheduler.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        {
          name: "requestAnimationFrame",
          message: "Use FrameScheduler.request instead: it draws each picture at most once per frame.",
        },
      ],
    },
  },
  layer(
    "model",
    ["state", "api", "render", "views", "i18n", ...VIEW_LIBRARIES, "npm:@preact/signals-core"],
    "model/ holds values and pure functions: it must not import another layer, signals or Preact.",
  ),
  layer(
    "i18n",
    ["model", "state", "api", "render", "views", ...VIEW_LIBRARIES],
    "i18n/ holds texts only: pass values in as arguments.",
  ),
  layer(
    "state",
    ["api", "render", "views", "i18n", ...VIEW_LIBRARIES],
    "state/ may import model/ only: it reaches the server through the port model/training/training-server.ts; views/ choose texts and pixels.",
  ),
  layer(
    "api",
    ["state", "render", "views", "i18n", ...VIEW_LIBRARIES, "npm:@preact/signals-core"],
    "api/ converts wire types into model values: it must not depend on its callers.",
  ),
  layer(
    "render",
    ["state", "api", "views", "i18n", ...VIEW_LIBRARIES, "npm:@preact/signals-core"],
    "render/ holds pure functions of their arguments: pass the value in instead of reading the state.",
  ),
  layer("views", ["api"], "views/ call the server through PageActions only: wire types stay in api/."),
  {
    files: ["scripts/**/*.mjs", "*.config.js"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        fetch: "readonly",
        setTimeout: "readonly",
        URL: "readonly",
        // In functions that run in a page.
        window: "readonly",
      },
    },
  },
);
