export const recurrence = {
  cell: "Cell, with 8 units",
  cells: { simple: "Simple", lstm: "LSTM" },
  length: "Steps T",
  radius: "Spectral radius of the initial Wₕ",
  linear: (weight: string, steps: number, kept: string) =>
    `A single linear neuron with the weight ${weight} multiplies a signal by ${weight}^${String(steps)} = ${kept} in these steps.`,
  start: "Initial weights",
  all: "Train with T = 5, 10, 20, 30, 40",
  symbols: ["A", "B"],
  picture: (symbols: string) =>
    `The network unrolled in time, reading ${symbols}: a column of eight states for each step, and a bar for the gradient there`,
  caption:
    "Each column is a time step. Below, the symbol that is read: A orange, B blue. Above it the eight states, from −1 (orange) to 1 (blue). The bars show how much of the gradient of the last step arrives at this one, on a logarithmic scale from 10⁻⁶ to 1; the black lines show it before training.",
  answer: (right: string, answer: string, correct: boolean) =>
    correct
      ? `The first symbol was ${right}. The network says ${answer}.`
      : `The first symbol was ${right}. The network says ${answer}: it has forgotten.`,
  ratio: (before: string, now: string) =>
    `Gradient at the first step divided by that at the last: ${before} before training, ${now} now.`,
  sequence: "Sequence",
  progress: (epoch: number, all: number, accuracy: string) =>
    epoch === 0
      ? "Not trained"
      : `Epoch ${String(epoch)} of ${String(all)}: ${accuracy} % of 200 new sequences right`,
  chart: "New sequences answered correctly, in percent, by their number of steps",
  correct: "correct, %",
};
