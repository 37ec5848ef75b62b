/** The control that TensorFlow Playground's flag `<key>_hide` hides, by its key. */
export const HIDDEN_BY_FLAG: Readonly<Record<string, string>> = {
  showTestData: ".check:has-text('Show test data')",
  discretize: ".check:has-text('Discretize')",
  playButton: "[data-action=play]",
  stepButton: "[data-action=step]",
  resetButton: "[data-action=reset]",
  learningRate: "[data-field=learningRate]",
  activation: "[data-field=activation]",
  regularization: "[data-field=regularization]",
  regularizationRate: "[data-field=regularizationRate]",
  problem: "[data-field=task]",
  dataset: ".thumbnails",
  percTrainData: "[data-field=trainFraction]",
  noise: "[data-field=noise]",
  batchSize: "[data-field=batchSize]",
  numHiddenLayers: "[aria-label='Add a hidden layer']",
};
