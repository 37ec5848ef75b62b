export const exercise = {
  own: "Original numbers",
  fresh: "New numbers",
  seed: (seed: string) => `Variant ${seed}`,
  check: "Check",
  checking: "Checking …",
  step: (number: number) => `Step ${String(number)}`,
  decimals: (count: number) =>
    count === 0
      ? "Whole numbers"
      : count === 1
        ? "1 decimal is enough"
        : `${String(count)} decimals are enough`,
  right: "right",
  wrong: "wrong",
  missing: "not answered",
  allRight: "Everything is right.",
  some: (right: number, all: number) => `${String(right)} of ${String(all)} steps are right.`,
  consistent: (steps: readonly string[]) =>
    `consistent with your step${steps.length === 1 ? "" : "s"} ${steps.join(", ")}`,
  points: (points: number, all: number) =>
    `· ${String(points)} of ${String(all)} ${all === 1 ? "point" : "points"}`,
  allPoints: (points: number, all: number) => `${String(points)} of ${String(all)} points.`,
  notNumber: "not a number",
  ambiguous: "write it without a comma between digits",
  hint: "Hint",
  lookInside: "Open these numbers in “Look inside”",
  network: (layers: string) => `Network with ${layers} units and its weights, as in the text`,
  pointsDrawn: (count: number) => `The ${String(count)} points of the task in the plane`,
  solution: "Worked solution",
  needsAll: "The worked solution appears when you have entered a number in every field, right or wrong.",
};
