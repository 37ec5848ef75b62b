import type { activations as en } from "../../en/labs/activations";

export const activations: typeof en = {
  at: "加权和 z",
  names: {
    sigmoid: "Sigmoid",
    tanh: "Tanh",
    relu: "ReLU",
    leakyRelu: "Leaky ReLU",
    prelu: "PReLU",
    elu: "ELU",
    gelu: "GELU",
    softplus: "Softplus",
    swish: "Swish",
    linear: "线性",
    sine: "正弦",
    square: "平方",
  },
  value: "函数",
  derivative: "导数",
  chart: (name) => `${name} 函数及其导数随加权和 z 的变化`,
  all: "全部激活函数",
  saturated: (factor) => `饱和：误差传回前一层时只乘以 ${factor}。`,
  steep: (factor) => `误差传回前一层时乘以 ${factor}。`,
  chain: (layers) => `接连经过 ${String(layers)} 个这样的神经元`,
};
