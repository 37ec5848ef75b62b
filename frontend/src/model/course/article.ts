import type { Chapter } from "./course";
import type { TaskGoal } from "./task-goal";

/** A lesson or lab text, compiled from Markdown by the build, so that the page needs no parser. */
export interface Article {
  readonly slug: string;
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | GradedQuestion
  | { readonly type: "paragraph"; readonly children: readonly Inline[] }
  | { readonly type: "heading"; readonly children: readonly Inline[] }
  | { readonly type: "list"; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  /** A formula on its own line, in TeX. */
  | { readonly type: "formula"; readonly tex: string }
  | { readonly type: Exclude<BoxType, "do">; readonly children: readonly Block[] }
  | TaskBox
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

/**
 * A box with a task, a question, an answer that is initially closed, a usual mistake, what to remember, sources, or a
 * remark on the lecture's slides.
 */
export type BoxType = "do" | "question" | "answer" | "pitfall" | "remember" | "sources" | "note";

/** A box with a task. */
export interface TaskBox {
  readonly type: "do";
  readonly children: readonly Block[];
  /** What the playground can check; absent if it cannot. */
  readonly goal?: TaskGoal | undefined;
}

/** A question that the page grades at once. */
export type GradedQuestion = ChoiceQuestion | NumberQuestion;

interface GradedBlock {
  /** Position among the graded questions of the text, from 1. */
  readonly id: number;
  readonly prompt: readonly Block[];
}

/** A question with several answers, of which exactly one is right. */
export interface ChoiceQuestion extends GradedBlock {
  readonly type: "choice";
  readonly options: readonly ChoiceOption[];
}

export interface ChoiceOption {
  readonly label: readonly Inline[];
  readonly right: boolean;
  readonly feedback: readonly Block[];
}

/** A question whose answer is a number that the reader types. */
export interface NumberQuestion extends GradedBlock {
  readonly type: "number";
  readonly answer: number;
  /** A typed number is right if it differs from the answer by at most this much. */
  readonly tolerance: number;
  /** Feedback for the right number. */
  readonly right: readonly Block[];
  /** Usual wrong numbers. */
  readonly mistakes: readonly NumberMistake[];
  /** Feedback for any other number. */
  readonly wrong: readonly Block[];
}

export interface NumberMistake {
  readonly is: number;
  readonly feedback: readonly Block[];
}

export type Inline =
  | string
  | { readonly type: "strong" | "emphasis"; readonly children: readonly Inline[] }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "formula"; readonly tex: string }
  | { readonly type: "link"; readonly target: Target; readonly children: readonly Inline[] }
  | LabActionLink;

/** Words that drive the lab of this slug on the same page. */
export interface LabActionLink {
  readonly type: "act";
  readonly lab: string;
  readonly action: string;
  readonly children: readonly Inline[];
}

/** Target of a link. A preset is the part after `#` of a playground address; a sweep is one of the ready-made ones. */
export type Target =
  | { readonly type: "preset"; readonly address: string }
  | { readonly type: "lesson" | "lab" | "exercise" | "sweep"; readonly slug: string };

/** An entry of the course's contents. */
export interface Entry {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
}

/** A lesson of the contents. */
export interface LessonEntry extends Entry {
  readonly chapter: Chapter;
}

/** Lessons in the lecture's order, labs, and exercises of the server. */
export interface Contents {
  readonly lessons: readonly LessonEntry[];
  readonly labs: readonly Entry[];
  readonly exercises: readonly Entry[];
}
