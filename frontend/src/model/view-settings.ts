/** How the page shows things: nothing that the server needs to know. */
export interface ViewSettings {
  readonly showTestData: boolean;
  readonly discretize: boolean;
  /** TensorFlow Playground's key for a page inside another: no head line. */
  readonly hideText: boolean;
  /** Absent: the reader's system decides. */
  readonly language?: Language | undefined;
  readonly theme?: Theme | undefined;
}

export type Language = "en" | "zh-CN";
export type Theme = "light" | "dark";

export const DEFAULT_VIEW: ViewSettings = { showTestData: false, discretize: false, hideText: false };
