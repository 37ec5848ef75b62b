/** How good the network is, in the words of its task. A figure is absent where it has no meaning, as without a test set. */
export type Metrics = ClassificationMetrics | RegressionMetrics;

export interface ClassificationMetrics {
  readonly type: "classification";
  /** Shares of rightly told samples. */
  readonly trainAccuracy?: number;
  readonly testAccuracy?: number;
  /** `[classes][classes]` counts: rows the true class, columns the predicted one. */
  readonly trainConfusion: Confusion;
  readonly testConfusion?: Confusion;
}

export type Confusion = readonly (readonly number[])[];

export interface RegressionMetrics {
  readonly type: "regression";
  readonly trainRmse?: number;
  readonly testRmse?: number;
  readonly trainR2?: number;
  readonly testR2?: number;
}
