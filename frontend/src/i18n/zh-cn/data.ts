import type { data as en } from "../en/data";

export const data: typeof en = {
  data: "数据",
  dataHint: "让网络学习哪个数据集？",
  solvedBefore: "你已经让网络学会了它。",
  trainFraction: "训练数据所占比例",
  trainFractionHint: "训练样本越少，过拟合越容易显现。加点噪声，再试试 10。",
  noise: "噪声",
  noiseHint: "给数据加上随机误差。看网络会不会把噪声也记住。",
  batchSize: "批量大小",
  batchSizeHint: "每次更新所用的样本数。批量越小，曲线越抖动，但学得越快：试试 1。",
  regenerate: "重新生成数据",
  regenerateHint: "抽取新的样本，网络的权重保持不变。它学到的是规律，还是只记住了旧的样本？",

  ownPoints: "自己画",
  points: "自己画点",
  pointsDone: "完成",
  pointsHint:
    "点击添加样本点，拖动可画出一串点，按住某个点可以移动它；也可以粘贴或拖入含 x1、x2 和标签的表格。",
  drawingName:
    "可以画点的平面。方向键移动十字，回车添加一个点，或拿起、放下已有的点，Delete 擦除，数字键选择类别，Esc 结束。",
  drawingKeys: "方向键移动，按住 Shift 微调；回车添加或拿起，Delete 擦除，数字键选类别，Esc 结束。",
  crossHolds: (place) => `${place}，已拿起一个点`,
  drawClass: (label) => `添加类别 ${String(label)} 的点`,
  drawValue: (value) => `添加值为 ${String(value)} 的点`,
  erase: "擦除",
  clearPoints: "清空",
  clearPointsHint: "移除所有点，在空白平面上重新开始。撤销即可恢复。",
  asTestPoint: "用于测试",
  asTestPointHint: "此时添加的点不参加训练，用来计算测试损失。",
  noPoints: "还没有可供训练的点，先添加一个吧。",
  pointsNotInPlane: "数据为两列时才能画点，这里请使用表格。",
  table: "表格",
  tableTitle: "用表格编辑样本",
  tableHint: (columns, regression) =>
    `每行一个点：${columns > 2 ? `x1 到 x${String(columns)}` : "x1、x2"} 和${regression ? "数值" : "类别（0、1……）"}。前面还可以加一列，写 train 或 test。`,
  tableFile: "打开文件",
  tableSave: "保存为 CSV",
  tableUse: "使用这些点",
  drawnValue: "数值",
};
