import type { HtmlTagDescriptor, Plugin } from "vite";

/** The font of the first words: the page asks for it before its styles have arrived. */
const FONT = /figtree-latin-wght-normal[^/]*\.woff2$/;

const PICTURE_TEXT =
  "A small neural network learns the spiral: its neurons, its weights and its decision boundary.";

/** Adds to every page what their heads have in common: icons, the picture for other sites, and the font. */
export function pageHead(): Plugin {
  return {
    name: "page-head",
    transformIndexHtml: {
      order: "post",
      handler(_, { path, bundle }) {
        const depth = path.split("/").length - 2;
        const home = depth > 0 ? "../".repeat(depth) : "./";
        const font = Object.keys(bundle ?? {}).find((file) => FONT.test(file));
        const tags = [
          ...(font === undefined ? [] : [link("preload", home + font, { as: "font", crossorigin: "" })]),
          link("icon", `${home}favicon.ico`, { sizes: "32x32" }),
          link("icon", `${home}icon.svg`, { type: "image/svg+xml" }),
          link("apple-touch-icon", `${home}apple-touch-icon.png`),
          meta("og:type", "website"),
          meta("og:image", `${home}og.png`),
          meta("og:image:width", "1200"),
          meta("og:image:height", "630"),
          meta("og:image:alt", PICTURE_TEXT),
          { tag: "meta", attrs: { name: "twitter:card", content: "summary_large_image" } },
        ];
        return tags.map((tag) => ({ ...tag, injectTo: "head" as const }));
      },
    },
  };
}

function link(rel: string, href: string, more: Readonly<Record<string, string>> = {}): HtmlTagDescriptor {
  return { tag: "link", attrs: { rel, href, ...more } };
}

function meta(property: string, content: string): HtmlTagDescriptor {
  return { tag: "meta", attrs: { property, content } };
}
