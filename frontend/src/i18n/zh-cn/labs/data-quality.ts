import type { dataQuality as en } from "../../en/labs/data-quality";

export const dataQuality: typeof en = {
  network: "网络",
  networks: { small: "8、8", medium: "16、16", large: "32、32、32" },
  samples: "训练样本数",
  wrongLabels: "错误标签",
  train: "训练",
  all: "训练还没有结果的各项",
  plane: (network, samples, percent) =>
    `网络 ${network} 的决策边界：${String(samples)} 个训练样本，${String(percent)}% 的标签有错`,
  table: "400 个新样本的正确率，按网络、错误标签和训练样本数排列",
  count: (samples) => String(samples),
  row: (network, percent) => `${network}，${String(percent)}%`,
};
