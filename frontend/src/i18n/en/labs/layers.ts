export const layers = {
  data: "Samples",
  generators: { circle: "Circle", spiral: "Spiral" },
  networks: {
    none: "No hidden layer",
    linear: "Linear layers only",
    bent: "One layer of 4, tanh",
    wide: "Wide: one layer of 26, tanh",
    deep: "Deep: two layers of 8, tanh",
  },
  parameters: (count: number) => `${String(count)} parameters`,
  train: "Train all three",
  trainLoss: "Training loss",
  testLoss: "Test loss",
  notYet: "not trained yet",
  plane: (network: string, loss: string) =>
    `Decision boundary of the network “${network}”, test loss ${loss}`,
  chart: "Training loss by epoch for the three networks",
  epoch: "epoch",
  loss: "loss",
};
