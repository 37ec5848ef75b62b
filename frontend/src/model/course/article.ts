/** A text of the course as the build made it from Markdown: data that views show, so that no parser travels with the page. */
export interface Article {
  readonly slug: string;
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly type: "paragraph"; readonly children: readonly Inline[] }
  | { readonly type: "heading"; readonly children: readonly Inline[] }
  | { readonly type: "list"; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  /** A formula on a line of its own, in TeX. */
  | { readonly type: "formula"; readonly tex: string }
  | { readonly type: BoxType; readonly children: readonly Block[] }
  /** One of the history's stages. */
  | {
      readonly type: "stage";
      readonly title: string;
      readonly years: string;
      readonly children: readonly Block[];
    }
  | { readonly type: "lab" | "exercise"; readonly slug: string }
  /** A drawing that the page knows by name. */
  | { readonly type: "figure"; readonly name: string };

/** What a reader does: try, answer a question, and compare with its answer, which is closed at first. */
export type BoxType = "do" | "question" | "answer";

export type Inline =
  | string
  | { readonly type: "strong" | "emphasis"; readonly children: readonly Inline[] }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "formula"; readonly tex: string }
  | { readonly type: "link"; readonly target: Target; readonly children: readonly Inline[] };

/** Where a link leads. A preset is what stands after `#` in the playground's address. */
export type Target =
  | { readonly type: "preset"; readonly address: string }
  | { readonly type: "lesson" | "lab" | "exercise"; readonly slug: string };

/** One line of the course's list. */
export interface Entry {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
}

/** The lessons in the lecture's order, the labs, and the server's exercises. */
export interface Contents {
  readonly lessons: readonly Entry[];
  readonly labs: readonly Entry[];
  readonly exercises: readonly Entry[];
}
