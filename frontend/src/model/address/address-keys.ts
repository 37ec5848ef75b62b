/** TensorFlow Playground's names of the regression data sets; every other data set has its own name in an address. */
export const REGRESSION_OF_KEY: ReadonlyMap<string, string> = new Map([
  ["reg-plane", "plane"],
  ["reg-gauss", "gaussians"],
]);

/** In the order of the column of features. */
export const FEATURE_OF_KEY: ReadonlyMap<string, string> = new Map([
  ["x", "x1"],
  ["y", "x2"],
  ["xSquared", "x1Squared"],
  ["ySquared", "x2Squared"],
  ["xTimesY", "x1TimesX2"],
  ["sinX", "sinX1"],
  ["sinY", "sinX2"],
  ["cosX", "cosX1"],
  ["cosY", "cosX2"],
]);

/** Keys that the page writes itself. All other keys are kept unchanged. */
export const KNOWN_KEYS: ReadonlySet<string> = new Set([
  ...FEATURE_OF_KEY.keys(),
  ..."problem dataset regDataset noise percTrainData activation networkShape learningRate".split(" "),
  ..."regularization regularizationRate batchSize seed trainSeed shuffle initZero spec".split(" "),
  ..."activations optimizer momentum loss schedule init initSeed dropout job".split(" "),
  ..."stopEpochs stopLoss patience maxSeconds columns lookInside".split(" "),
  ..."showTestData discretize hideText speed task lang theme".split(" "),
]);
