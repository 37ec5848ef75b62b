export const boltzmann = {
  machine: "Machine",
  machines: { restricted: "Restricted: bars and stripes", encoder: "Boltzmann machine: 4-2-4 encoder" },
  method: "Gradient",
  methods: { exact: "exact", contrastiveDivergence: "CD-k", persistent: "PCD" },
  steps: "Gibbs steps k",
  rate: "Learning rate η",
  train: "Train",
  pause: "Pause the training",
  restart: "Restart",
  progress: (epochs: number, likelihood: string) =>
    `Epoch ${String(epochs)} of 5000, mean log-likelihood ${likelihood}`,
  chart: "Exact mean log-likelihood of the 14 patterns by epoch",
  likelihood: "log-likelihood",
  best: "limit −ln 14 = −2.639",
  uniform: "all states equal, −9 ln 2 = −6.238",
  epochs: "epoch",
  inPlayground: "Train this machine in the playground",
  pixels: "The nine visible units. Press one to clamp it.",
  pixel: (row: number, column: number, clamp: 0 | 1 | undefined) =>
    `Row ${String(row)}, column ${String(column)}: ${clamp === undefined ? "free" : `clamped to ${String(clamp)}`}`,
  clampHint:
    "Press a pixel to clamp it to 1, again for 0, again to free it. The lamps are the nine hidden units.",
  dream: "Let it dream",
  wake: "Stop dreaming",
  sample: "Next fantasy",
  free: "Free all pixels",
  temperature: "Temperature T",
  fantasies: (last: string) => `The last fantasies, newest first: ${last}`,
  distribution: "All 512 states: exact, and in its dreams",
  exactMap: "The exact probability of each of the 512 states; the 14 patterns come first",
  sampledMap: "The share of each of the 512 states in the samples, in the same order",
  exact: (known: string) => `Exact p. The 14 patterns, at the top left, have ${known} together.`,
  noSamples: "Samples are counted when the training has stopped.",
  sampled: (samples: number, known: string, distance: string) =>
    `${String(samples)} samples, ${known} of them bars or stripes. Total variation to p: ${distance}.`,
  sampledShare: (share: string) => `${share} of the samples`,
  encoder:
    "Four input units at the top, two hidden units, four output units; lines are weights, blue above 0",
  clampInput: "Clamp the inputs",
  input: (unit: number) => `Input ${String(unit)}`,
  noInput: "None",
  sampleEncoder: (sweeps: number) => `${String(sweeps)} sweeps`,
  otherStart: "Other initial weights",
  encoderTrains: "It learns: the patterns clamped, minus the machine running freely.",
  codes: (codes: string, different: number): string =>
    different === 4
      ? `Codes of the hidden units for the four inputs: ${codes}. Two bits are enough.`
      : `Codes of the hidden units: ${codes}. Two inputs share a code: a local optimum.`,
  likely: "The most probable states under the clamped inputs",
  stateColumns: "inputs, hidden, outputs",
  exactColumn: "e^(−E/T)/Z",
  sampledColumn: "samples",
  distance: (samples: number, distance: string) =>
    `${String(samples)} samples, total variation to the exact distribution: ${distance}`,
};
