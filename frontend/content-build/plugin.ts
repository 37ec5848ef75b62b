import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Plugin } from "vite";
import { LABS } from "../src/model/course";
import { faultsOf } from "./check";
import { compile } from "./compile";
import { contentsOf, readTexts } from "./read";

const FOLDER = "src/lessons";
const CONTENTS = "virtual:contents";
/** The one page of the course that stands a folder deep; every address below gets a copy. */
const DEEP_PAGE = "lessons/page.html";

/**
 * The course's texts: Markdown becomes data, `virtual:contents` its list in every language, and each lesson and lab a page of its
 * own with its title in it. A text that is wrong fails the build.
 */
export function courseContent(): Plugin {
  return {
    name: "course-content",
    buildStart() {
      const faults = faultsOf(readTexts(FOLDER), { labs: LABS });
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
        if (/^\/(embed\/)?(lessons|labs)\/[a-z0-9-]+$/.test(request.url ?? "")) {
          request.url = `/${DEEP_PAGE}`;
        } else if (request.url === "/lessons") {
          request.url = "/lessons.html";
        }
        next();
      });
    },
    writeBundle({ dir = "dist" }) {
      for (const { path, title } of pages()) writePage(dir, path, title);
      rmSync(join(dir, DEEP_PAGE));
    },
  };
}

function allContents(): unknown {
  return Object.fromEntries(
    [...readTexts(FOLDER)].map(([language, texts]) => [language, contentsOf(texts, LABS)]),
  );
}

/** Titles in the document itself are English; the page writes the reader's. */
function pages(): readonly { readonly path: string; readonly title: string }[] {
  const english = readTexts(FOLDER).get("en");
  const { lessons, labs } = english ? contentsOf(english, LABS) : { lessons: [], labs: [] };
  return [
    ...lessons.map(({ slug, title }) => ({ path: `lessons/${slug}.html`, title })),
    ...labs.map(({ slug, title }) => ({ path: `labs/${slug}.html`, title })),
  ];
}

function writePage(dir: string, path: string, title: string): void {
  const page = readFileSync(join(dir, DEEP_PAGE), "utf8");
  mkdirSync(join(dir, path, ".."), { recursive: true });
  writeFileSync(join(dir, path), page.replace(/<title>[^<]*/, `<title>${title} · NN Playground`));
}
