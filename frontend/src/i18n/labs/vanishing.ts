const en = {
  depth: "Hidden layers of 8 neurons",
  curves: { sigmoid: "Sigmoid", relu: "ReLU" },
  chart: "Size of the gradient by layer, for sigmoid and for ReLU",
  layer: "layer",
  norm: "gradient norm",
  ratio: (times: string) => `The first layer's gradient under ReLU is ${times} times that under sigmoid.`,
  table: "Gradient norm by layer",
};

export const VANISHING: Readonly<Record<"en" | "zh-CN", typeof en>> = {
  en,
  "zh-CN": {
    depth: "隐藏层数（每层 8 个神经元）",
    curves: { sigmoid: "Sigmoid", relu: "ReLU" },
    chart: "sigmoid 与 ReLU 网络各层梯度的大小",
    layer: "层",
    norm: "梯度范数",
    ratio: (times) => `第一层的梯度：ReLU 是 sigmoid 的 ${times} 倍。`,
    table: "各层的梯度范数",
  },
};
