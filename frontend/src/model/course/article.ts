/** A lesson or lab text, compiled from Markdown by the build, so that the page needs no parser. */
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
  /** A formula on its own line, in TeX. */
  | { readonly type: "formula"; readonly tex: string }
  | { readonly type: BoxType; readonly children: readonly Block[] }
  /** A stage of the history lesson. */
  | {
      readonly type: "stage";
      readonly title: string;
      readonly years: string;
      readonly children: readonly Block[];
    }
  | { readonly type: "lab" | "exercise"; readonly slug: string }
  /** A figure of the page, by name. */
  | { readonly type: "figure"; readonly name: string };

/** A box with a task, a question, or an answer that is initially closed. */
export type BoxType = "do" | "question" | "answer";

export type Inline =
  | string
  | { readonly type: "strong" | "emphasis"; readonly children: readonly Inline[] }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "formula"; readonly tex: string }
  | { readonly type: "link"; readonly target: Target; readonly children: readonly Inline[] };

/** Target of a link. A preset is the part after `#` of a playground address. */
export type Target =
  | { readonly type: "preset"; readonly address: string }
  | { readonly type: "lesson" | "lab" | "exercise"; readonly slug: string };

/** An entry of the course's contents. */
export interface Entry {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
}

/** Lessons in the lecture's order, labs, and exercises of the server. */
export interface Contents {
  readonly lessons: readonly Entry[];
  readonly labs: readonly Entry[];
  readonly exercises: readonly Entry[];
}
