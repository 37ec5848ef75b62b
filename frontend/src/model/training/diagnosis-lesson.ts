/** The page of the course that explains a diagnosis; undefined for one that the page does not know. */
export function lessonOf(diagnosis: string): string | undefined {
  return LESSONS.get(diagnosis);
}

const LESSONS: ReadonlyMap<string, string> = new Map([
  ["diverged", "labs/descent"],
  ["linearModel", "labs/layers"],
  ["missingFeatures", "lessons/elements"],
  ["outputUnits", "lessons/losses"],
  ["learningRateTooLarge", "labs/descent"],
  ["learningRateTooSmall", "labs/descent"],
  ["deadUnits", "lessons/multilayer"],
  ["saturatedUnits", "labs/activations"],
  ["vanishingGradients", "labs/vanishing"],
  ["explodingGradients", "labs/vanishing"],
  ["symmetricUnits", "labs/initialization"],
  ["overfitting", "labs/overfitting"],
  ["lossStuck", "lessons/initialization"],
]);
