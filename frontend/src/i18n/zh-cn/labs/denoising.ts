import type { denoising as en } from "../../en/labs/denoising";

export const denoising: typeof en = {
  data: "数据",
  parts: { plane: "平面上的点", digits: "数字图片" },
  curve: "60 个点所在的曲线",
  curves: { circle: "圆", line: "直线", spiral: "螺旋线" },
  arrows: "从每个点指向还原点的箭头",
  arrowKinds: { network: "网络", best: "最优答案" },
  field: "箭头场：每个箭头从一个点指向它的还原点；橙色圆点是数据",
  drop: "在平面上按任意一处放下一个点，也可以用滑块移动它。它会被反复还原，沿蓝线前进。",
  errors: "还原点与未受扰动的点之间距离平方的平均值",
  error: "E‖r(x̃) − x‖²",
  none: "不还原",
  deviation: (distance) => `在 13 × 13 个起点上，网络的答案与最优答案平均相距 ${distance}。`,
  epoch: (epoch, all) => `第 ${String(epoch)} 轮，共 ${String(all)} 轮`,
  original: "网络没见过的图片",
  disturbed: (wrong) => `扰动之后：${wrong} 的像素是错的`,
  repaired: (wrong) => `网络还原之后：${wrong} 的像素是错的`,
  inPlayground: "在游乐场中训练这个网络",
};
