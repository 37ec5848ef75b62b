import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Plugin } from "vite";
import type { Contents } from "../src/model/course/article";
import { EXERCISE_ORDER, FIGURES, LAB_ACTIONS, LABS } from "../src/model/course/course";
import type { Language } from "../src/model/address/view-settings";
import { errorsOf } from "./check";
import { exerciseErrors } from "./check-exercises";
import { compile } from "./compile";
import { contentsOf, readExercises, readExerciseSources, readTexts } from "./read";

const TEXTS_FOLDER = "src/lessons";
/** Texts of the exercises, which the server publishes through its API. */
const EXERCISES_FOLDER = "../backend/src/main/resources/exercises";
const CONTENTS = "virtual:contents";
/** Pages that a course in a learning-management system opens, with the titles of their files. */
const LTI_PAGES = { picker: "Add an activity", class: "Your class" };
/** Template for the pages one folder deep. Every lesson, lab and exercise gets a copy. */
const PAGE_TEMPLATE = "lessons/page.html";

/**
 * Compiles the texts of the course. Markdown becomes data, `virtual:contents` the list of contents in every language,
 * and each lesson, lab and exercise gets an HTML page with its title. An error in a text fails the build.
 */
export function courseContent(): Plugin {
  return {
    name: "course-content",
    buildStart() {
      const errors = courseErrors();
      if (errors.length > 0) this.error(`The texts of the course have errors:\n${errors.join("\n")}`);
    },
    resolveId: (id) => (id === CONTENTS ? `\0${CONTENTS}` : undefined),
    load: (id) => (id === `\0${CONTENTS}` ? `export default ${JSON.stringify(allContents())}` : undefined),
    transform: (source, id) =>
      id.endsWith(".md")
        ? {
            code: `export default ${JSON.stringify(compile(basename(id, ".md"), source).article)}`,
            map: null,
          }
        : undefined,
    configureServer(server) {
      server.middlewares.use((request, _, next) => {
        if (
          /^\/(embed\/)?((lessons|labs|exercises)\/[a-z0-9-]+|lti\/(picker|class))$/.test(request.url ?? "")
        ) {
          request.url = `/${PAGE_TEMPLATE}`;
        } else if (/^\/(lessons|compare|sweeps)$/.test(request.url ?? "")) {
          request.url = `${request.url ?? ""}.html`;
        }
        next();
      });
    },
    writeBundle({ dir = "dist" }) {
      const { lessons, labs, exercises } = allContents().en;
      for (const [folder, entries] of Object.entries({ lessons, labs, exercises })) {
        for (const { slug, title } of entries) writePage(dir, `${folder}/${slug}.html`, title);
      }
      for (const [name, title] of Object.entries(LTI_PAGES)) writePage(dir, `lti/${name}.html`, title);
      rmSync(join(dir, PAGE_TEMPLATE));
    },
  };
}

/** Errors of the texts in the repository. */
export function courseErrors(): readonly string[] {
  const exercises = readExercises(EXERCISES_FOLDER, "en", EXERCISE_ORDER).map(({ slug }) => slug);
  return [
    ...errorsOf(readTexts(TEXTS_FOLDER), { labs: LABS, exercises, figures: FIGURES, actions: LAB_ACTIONS }),
    ...exerciseErrors(readExerciseSources(EXERCISES_FOLDER)),
  ];
}

function allContents(): Readonly<Record<Language, Contents>> {
  const texts = readTexts(TEXTS_FOLDER);
  const of = (language: Language) =>
    contentsOf(
      texts.get(language) ?? { lessons: new Map(), labs: new Map() },
      LABS,
      readExercises(EXERCISES_FOLDER, language, EXERCISE_ORDER),
    );
  return { en: of("en"), "zh-CN": of("zh-CN") };
}

/** The titles in the HTML are English; the page replaces them in the reader's language. */
function writePage(dir: string, path: string, title: string): void {
  const page = readFileSync(join(dir, PAGE_TEMPLATE), "utf8");
  mkdirSync(join(dir, path, ".."), { recursive: true });
  writeFileSync(join(dir, path), page.replace(/<title>[^<]*/, `<title>${title} · NN Playground`));
}
