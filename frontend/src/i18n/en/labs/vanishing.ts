export const vanishing = {
  depth: "Hidden layers of 8 neurons",
  curves: { sigmoid: "Sigmoid", relu: "ReLU" },
  chart: "Size of the gradient by layer, for sigmoid and for ReLU",
  layer: "layer",
  norm: "gradient norm",
  ratio: (times: string) => `The first layer's gradient under ReLU is ${times} times that under sigmoid.`,
  table: "Gradient norm by layer",
};
