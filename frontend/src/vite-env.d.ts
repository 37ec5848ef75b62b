/* eslint-disable @typescript-eslint/consistent-type-imports -- an import at the top would make this file a module, and its declarations local */
declare module "*.css";

/** The contents of the course by language, created by the build from the front matter of the texts. */
declare module "virtual:contents" {
  const contents: Readonly<Record<"en" | "zh-CN", import("./model/course/article").Contents>>;
  export default contents;
}

declare module "*.md" {
  const article: import("./model/course/article").Article;
  export default article;
}

/** The text of a file. */
declare module "*?raw" {
  const text: string;
  export default text;
}

interface ImportMeta {
  glob<T>(pattern: string): Record<string, () => Promise<T>>;
}
