import js from "@eslint/js";
import tseslint from "typescript-eslint";

/**
 * One rule for each room: what it may not import, and why. The compiler already keeps the browser out of `model`, `state` and `i18n`
 * (they are compiled without the DOM library); this keeps the rooms apart from each other.
 *
 * @param {string} room
 * @param {readonly string[]} closed rooms and packages that this one may not know
 * @param {string} because
 */
function room(room, closed, because) {
  return {
    files: [`src/${room}/**/*.{ts,tsx}`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: closed.map((name) => ({
            group: name.startsWith("npm:") ? [name.slice(4), `${name.slice(4)}/*`] : [`**/${name}/*`],
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
          message: "No enum: a union of literals needs no code and no import.",
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
          message:
            "FrameScheduler owns it: ask `scheduler.request`, so that nothing is drawn twice for one frame.",
        },
      ],
    },
  },
  room(
    "model",
    ["state", "api", "render", "views", "i18n", ...VIEW_LIBRARIES, "npm:@preact/signals-core"],
    "model/ holds values and pure functions: it knows no other room, no signal and no view.",
  ),
  room(
    "i18n",
    ["model", "state", "api", "render", "views", ...VIEW_LIBRARIES],
    "i18n/ holds words only: whoever shows them brings the values.",
  ),
  room(
    "state",
    ["api", "render", "views", "i18n", ...VIEW_LIBRARIES],
    "state/ knows model/ only: the server comes in through the port model/training-server.ts, words and pixels are the views' part.",
  ),
  room(
    "api",
    ["state", "render", "views", "i18n", ...VIEW_LIBRARIES, "npm:@preact/signals-core"],
    "api/ turns the wire's types into model values: it knows nothing of who uses them.",
  ),
  room(
    "render",
    ["state", "api", "views", "i18n", ...VIEW_LIBRARIES, "npm:@preact/signals-core"],
    "render/ holds functions of their arguments: hand the value in instead of reaching for the state.",
  ),
  room("views", ["api"], "views/ speak to the server through PageActions only: wire types end in api/."),
  {
    files: ["scripts/**/*.mjs", "*.config.js"],
    languageOptions: {
      globals: { process: "readonly", console: "readonly", fetch: "readonly", setTimeout: "readonly" },
    },
  },
);
