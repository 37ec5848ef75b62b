import type { initialization as en } from "../../en/labs/initialization";

export const initialization: typeof en = {
  activation: "激活函数",
  depth: "隐藏层数",
  size: (depth) => `${String(depth)} 层，每层 8 个神经元`,
  beginnings: {
    zeros: "全零",
    small: "太小，N(0, 0.01²)",
    large: "太大，N(0, 3²)",
    xavier: "Xavier",
    he: "He",
  },
  forward: "各层激活值的变化幅度",
  backward: "各层梯度的大小",
  layer: "层",
  spread: "标准差",
  norm: "范数",
  nothing: (names) => `对数刻度上画不出零：${names}。`,
  table: "第一层和最后一层的数值",
  first: "第一层的梯度",
  last: "最后一层的梯度",
  varies: "最后一个隐藏层的激活值",
  train: "从全零训练 100 轮",
  symmetric: (epochs, weights) =>
    `训练 ${String(epochs)} 轮之后，隐藏层所有神经元的权重仍然相同：${weights}。`,
  broken: "现在各神经元不再相同。",
};
