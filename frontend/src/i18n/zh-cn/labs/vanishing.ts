import type { vanishing as en } from "../../en/labs/vanishing";

export const vanishing: typeof en = {
  depth: "隐藏层数（每层 8 个神经元）",
  curves: { sigmoid: "Sigmoid", relu: "ReLU" },
  chart: "sigmoid 与 ReLU 网络各层梯度的大小",
  layer: "层",
  norm: "梯度范数",
  ratio: (times) => `第一层的梯度：ReLU 是 sigmoid 的 ${times} 倍。`,
  table: "各层的梯度范数",
};
