export const dataQuality = {
  network: "Network",
  networks: { small: "8, 8", medium: "16, 16", large: "32, 32, 32" },
  samples: "Training samples",
  wrongLabels: "Wrong labels",
  train: "Train",
  all: "Train all that are missing",
  plane: (network: string, samples: number, percent: number) =>
    `Decision boundary of the network ${network} after ${String(samples)} training samples with ${String(percent)} % wrong labels`,
  table: "Right answers on 400 new samples, by network, wrong labels and number of training samples",
  count: (samples: number) => String(samples),
  row: (network: string, percent: number) => `${network}; ${String(percent)} %`,
};
