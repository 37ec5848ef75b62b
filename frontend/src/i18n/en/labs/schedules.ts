export const schedules = {
  base: "Initial learning rate",
  warmup: "Warm-up epochs",
  names: { constant: "Constant", step: "Steps", exponential: "Exponential", cosine: "Cosine" },
  rates: "Learning rate by epoch",
  losses: "Training loss by epoch",
  epoch: "epoch",
  rate: "learning rate",
  loss: "loss",
  train: "Train with all four",
  last: (name: string, loss: string) => `${name}: ${loss} on average over the last ten epochs`,
};
