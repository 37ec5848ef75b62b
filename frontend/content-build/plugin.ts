import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Plugin } from "vite";
import type { Contents } from "../src/model/course/article";
import { EXERCISE_ORDER, FIGURES, LABS } from "../src/model/course/course";
import type { Language } from "../src/model/address/view-settings";
import { errorsOf } from "./check";
import { compile } from "./compile";
import { contentsOf, readExercises, readTexts } from "./read";

const FOLDER = "src/lessons";
/** The server's own texts, which it serves by its API. */
const EXERCISES_FOLDER = "../backend/src/main/resources/exercises";
const CONTENTS = "virtual:contents";
/** The one page of the course that stands a folder deep; every address below gets a copy. */
const DEEP_PAGE = "lessons/page.html";

/**
 * The course's texts: Markdown becomes data, `virtual:contents` its list in every language, and each lesson, lab and exercise a page of its
 * own with its title in it. A text that is wrong fails the build.
 */
export function courseContent(): Plugin {
  return {
    name: "course-content",
    buildStart() {
      const faults = courseErrors();
      if (faults.length > 0) this.error(`The course's texts are not in order:\n${faults.join("\n")}`);
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
        if (/^\/(embed\/)?(lessons|labs|exercises)\/[a-z0-9-]+$/.test(request.url ?? "")) {
          request.url = `/${DEEP_PAGE}`;
        } else if (request.url === "/lessons") {
          request.url = "/lessons.html";
        }
        next();
      });
    },
    writeBundle({ dir = "dist" }) {
      const { lessons, labs, exercises } = allContents().en;
      for (const [folder, entries] of Object.entries({ lessons, labs, exercises })) {
        for (const { slug, title } of entries) writePage(dir, `${folder}/${slug}.html`, title);
      }
      rmSync(join(dir, DEEP_PAGE));
    },
  };
}

/** What is wrong with the texts as they stand in the repository. */
export function courseErrors(): readonly string[] {
  const exercises = readExercises(EXERCISES_FOLDER, "en", EXERCISE_ORDER).map(({ slug }) => slug);
  return errorsOf(readTexts(FOLDER), { labs: LABS, exercises, figures: FIGURES });
}

function allContents(): Readonly<Record<Language, Contents>> {
  const texts = readTexts(FOLDER);
  const of = (language: Language) =>
    contentsOf(
      texts.get(language) ?? { lessons: new Map(), labs: new Map() },
      LABS,
      readExercises(EXERCISES_FOLDER, language, EXERCISE_ORDER),
    );
  return { en: of("en"), "zh-CN": of("zh-CN") };
}

/** Titles in the document itself are English; the page writes the reader's. */
function writePage(dir: string, path: string, title: string): void {
  const page = readFileSync(join(dir, DEEP_PAGE), "utf8");
  mkdirSync(join(dir, path, ".."), { recursive: true });
  writeFileSync(join(dir, path), page.replace(/<title>[^<]*/, `<title>${title} · NN Playground`));
}
