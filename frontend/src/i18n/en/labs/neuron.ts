export const neuron = {
  gate: "Target gate",
  weight: (at: number) => `Weight w${at === 1 ? "₁" : "₂"}`,
  bias: "Bias b",
  activation: "Activation",
  step: "Step",
  sum: "z",
  output: "y",
  wanted: "target",
  right: "right",
  wrong: "wrong",
  allRight: "All four are right.",
  someRight: (count: number) => `${String(count)} of 4 are right.`,
  lecture: "The lecture's OR",
  reset: "Set all to zero",
  plane: (right: number) =>
    `The neuron's output over x₁ and x₂, with the four inputs. ${String(right)} of 4 are right.`,
  table: "The neuron's outputs for the four inputs",
};
