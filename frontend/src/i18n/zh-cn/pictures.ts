import type { pictures as en } from "../en/pictures";

export const pictures: typeof en = {
  outputOf: (output) => `第 ${String(output)} 个输出`,
  outputOfClass: (label) => `类别 ${String(label)} 的输出`,
  className: (label) => `类别 ${String(label)}`,
  legendClasses: "颜色和形状表示类别；颜色越深，网络越有把握。",
  columnAcross: "横轴",
  columnUp: "纵轴",
  columnsHint: "图上显示数据的两列，其余各列固定为平均值。",
  dimensions: "列数",
  dimensionsHint: "每个样本由几个数描述，图上显示其中两个。",
  classes: "类别数",
  classesHint: "需要区分多少个簇。",
  curve: "曲线",
  curveHint: "两个类别的分界线。哪一条需要的神经元最多？",
  listed: (items) => items.join("，"),
  sentenceEnd: "。",
  boundaryDescription: (columns) => `网络在 ${columns} 平面上的输出以及样本。`,
  boundaryShare: (name, percent) => `${name}占平面的 ${percent}%`,
  boundaryCorners: (middle, upperLeft, upperRight, lowerLeft, lowerRight) =>
    `中央为${middle}；左上为${upperLeft}，右上为${upperRight}，左下为${lowerLeft}，右下为${lowerRight}。`,
  boundaryRange: (low, lowAt, high, highAt) => `输出从 (${lowAt}) 处的 ${low} 到 (${highAt}) 处的 ${high}。`,
  curveName: (epochs) => `损失随训练轮数的变化，共 ${epochs} 轮。`,
  curveFell: (from, to) => `训练损失由 ${from} 变为 ${to}。`,
  curveTest: (now, best, epoch) => `测试损失为 ${now}，最低为第 ${epoch} 轮的 ${best}。`,
  networkShape: (features, shape, outputs) =>
    `神经网络：输入特征 ${features}，各隐藏层神经元数 ${shape}，${String(outputs)} 个输出。`,
  networkStrongest: (weight, from, to) => `最大的权重 ${weight} 从${from}连到${to}。`,
};
