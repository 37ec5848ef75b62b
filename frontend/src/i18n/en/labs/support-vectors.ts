export const supportVectors = {
  points: "Points",
  sets: {
    exercise: "Exercise A",
    clouds: "Two clouds",
    overlap: "Overlapping clouds",
    ring: "Disc in a ring",
  },
  tool: "A click in the plane",
  tools: { delete: "deletes a point", move: "moves a point", positive: "adds +1", negative: "adds −1" },
  keepSupport: "Delete all but the support vectors",
  reset: "Reset",
  hint: "Rings mark the support vectors. Delete a point with a ring, and one without: when does the boundary move?",
  kept: "All other points are deleted, and the boundary is where it was: it depends on the support vectors only.",
  deleted: (support: boolean, moved: boolean): string =>
    support
      ? moved
        ? "That was a support vector: the boundary has moved."
        : "That was a support vector, but the others hold the boundary where it was."
      : moved
        ? "That point had α = 0, but the boundary has moved."
        : "That point had α = 0: the boundary has not moved.",
  kernel: "Kernel",
  kernels: { linear: "linear", rbf: "RBF (Gaussian)" },
  price: "C, price of a point inside the margin",
  gamma: "γ, narrowness of the kernel",
  plane: (points: number, support: number) =>
    `${String(points)} points with the boundary and its margin; ${String(support)} are support vectors. The table below has the same points.`,
  counts: (support: number, points: number, wrong: number) =>
    `${String(support)} of ${String(points)} points are support vectors; ${String(wrong)} are on the wrong side.`,
  oneClass: "There is no boundary while all points have the same label. Add a point of the other one.",
  table: "Lines that the perceptron rule finds, beside the one with the widest margin",
  corrections: "corrections",
  margin: "margin",
  orders: { lecture: "perceptron, lecture's order", turn: "perceptron, in turn" },
  machine: "maximum margin",
  bound: (bound: string) =>
    `Novikoff's bound R²/γ²: whatever the order of visits, the perceptron rule makes at most ${bound} corrections.`,
  noBound:
    "No line separates these points, so the perceptron rule never ends. The soft margin accepts errors at the price C.",
  pointTable: "The points; the marked rows are support vectors",
  label: "label y",
  deletePoint: (point: number) => `Delete point ${String(point)}`,
  add: (label: string) => `Add ${label}`,
  full: (points: number) => `This lab holds ${String(points)} points.`,
};
