import type { network as en } from "../en/network";

export const network: typeof en = {
  layerActivation: (layer) => `第 ${String(layer)} 隐藏层的激活函数`,

  features: "特征",
  featuresHint: "输入哪些特征？",
  featureName: (label) => `特征 ${label}`,
  lastFeature: "网络至少需要一个特征。",
  hiddenLayers: (count) => `${String(count)} 个隐藏层`,
  addLayer: "增加一个隐藏层",
  removeLayer: "删除最后一个隐藏层",
  neurons: (count) => `${String(count)} 个神经元`,
  addNeuron: (layer) => `在第 ${String(layer)} 隐藏层增加一个神经元`,
  removeNeuron: (layer) => `从第 ${String(layer)} 隐藏层删除一个神经元`,
  landscape: "损失曲面",
  landscapeHint: "画出这个网络周围的损失，以及训练的路径",
  neuronName: (layer, neuron) => `第 ${String(layer)} 隐藏层，第 ${String(neuron)} 个神经元`,
  outputName: "输出神经元",
  outputUnit: "输出",
  weightIs: (value) => `权重 ${value}`,
  bias: "偏置",
  weightFrom: (input) => `来自${input}的权重`,
  biasIs: (value) => `偏置 ${value}`,
  callouts:
    "每个方块是一个神经元的输出：指向它可以放大，点一下可以修改数值。线越粗，权重越大，蓝色为正，橙色为负。",
  explain: "这里发生了什么？↓",
  noLayers: "无",
  neuronNumber: (neuron) => `第 ${String(neuron)} 个神经元`,
};
