/** How the page displays the training, and its pace. Not part of the spec. */
export interface ViewSettings {
  readonly showTestData: boolean;
  readonly discretize: boolean;
  /** TensorFlow Playground's key for embedding: no header and no article. */
  readonly hideText: boolean;
  /** Epochs per second; 0 for as fast as possible. */
  readonly speed: number;
  /** The lesson whose task the page shows. */
  readonly task?: string | undefined;
  /** Absent: the browser's setting. */
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
