/** How the page shows things, and how fast it plays: nothing of what is trained. */
export interface ViewSettings {
  readonly showTestData: boolean;
  readonly discretize: boolean;
  /** TensorFlow Playground's key for a page inside another: no head line. */
  readonly hideText: boolean;
  /** Epochs a second; 0 is as fast as the server can. */
  readonly speed: number;
  /** Absent: the reader's system decides. */
  readonly language?: Language | undefined;
  readonly theme?: Theme | undefined;
}

export type Language = "en" | "zh-CN";
export type Theme = "light" | "dark";

export const DEFAULT_VIEW: ViewSettings = {
  showTestData: false,
  discretize: false,
  hideText: false,
  speed: 60,
};
