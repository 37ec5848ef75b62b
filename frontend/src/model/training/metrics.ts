/** Quality measures of the task. A value is absent if it is undefined, for example without a test set. */
export type Metrics = ClassificationMetrics | RegressionMetrics;

export interface ClassificationMetrics {
  readonly type: "classification";
  /** Share of correctly classified samples. */
  readonly trainAccuracy?: number;
  readonly testAccuracy?: number;
  /** `[classes][classes]` counts: rows are true classes, columns predicted ones. */
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
  /** Of a restricted Boltzmann machine with few units: the mean of the exact ln p of the samples. */
  readonly trainLogLikelihood?: number;
  readonly testLogLikelihood?: number;
}
