import type { neuron as en } from "../../en/labs/neuron";

export const neuron: typeof en = {
  gate: "目标逻辑门",
  weight: (at) => `权重 w${at === 1 ? "₁" : "₂"}`,
  bias: "偏置 b",
  activation: "激活函数",
  step: "阶跃",
  sum: "z",
  output: "y",
  wanted: "目标值",
  right: "对",
  wrong: "错",
  allRight: "四个输入全对。",
  someRight: (count) => `4 个输入中对了 ${String(count)} 个。`,
  lecture: "课上的“或”",
  reset: "全部归零",
  plane: (right) => `神经元在 x₁、x₂ 平面上的输出，以及四个输入点。4 个中对了 ${String(right)} 个。`,
  table: "神经元对四个输入的输出",
};
