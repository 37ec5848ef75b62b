/** Names of data sets in an address, TensorFlow Playground's first. The first entry of each table is the default. */
export const GENERATOR_OF_KEY: ReadonlyMap<string, string> = new Map(
  [
    "circle",
    "xor",
    "gauss",
    "spiral",
    "xorTable",
    "moons",
    "rings",
    "checkerboard",
    "threeBlobs",
    "clusters",
  ].map((name) => [name, name]),
);

/** Number of classes of a generator that has more than two. */
export const CLASSES_OF_GENERATOR: ReadonlyMap<string | undefined, number> = new Map([
  ["threeBlobs", 3],
  ["clusters", 3],
]);

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
  ..."showTestData discretize hideText speed lang theme".split(" "),
]);
