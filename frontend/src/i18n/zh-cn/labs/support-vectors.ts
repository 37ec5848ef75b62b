import type { supportVectors as en } from "../../en/labs/support-vectors";

export const supportVectors: typeof en = {
  points: "样本点",
  sets: { exercise: "练习 A", clouds: "两团点", overlap: "有重叠的两团点", ring: "圆环中的圆盘" },
  tool: "在平面上点击",
  tools: { delete: "删除一个点", move: "移动一个点", positive: "添加 +1", negative: "添加 −1" },
  keepSupport: "只留下支持向量",
  reset: "恢复",
  hint: "带圈的点是支持向量。删除一个带圈的点，再删除一个不带圈的点：分界线什么时候移动？",
  kept: "其他的点都删掉了，分界线仍在原处：它只取决于支持向量。",
  deleted: (support, moved) =>
    support
      ? moved
        ? "删掉的是支持向量：分界线移动了。"
        : "删掉的是支持向量，但其余支持向量让分界线留在原处。"
      : moved
        ? "这个点的 α = 0，但分界线移动了。"
        : "这个点的 α = 0：分界线没有动。",
  kernel: "核函数",
  kernels: { linear: "线性核", rbf: "高斯核（RBF）" },
  price: "惩罚系数 C",
  gamma: "γ，核函数的窄度",
  plane: (points, support) =>
    `${String(points)} 个点、分界线和间隔，其中 ${String(support)} 个是支持向量。下面的表格列出同样的点。`,
  counts: (support, points, wrong) =>
    `${String(points)} 个点中有 ${String(support)} 个支持向量，${String(wrong)} 个被分错。`,
  oneClass: "所有的点都属于同一类时没有分界线。请添加另一类的点。",
  table: "感知器规则得到的直线，与间隔最大的直线",
  corrections: "修正次数",
  margin: "间隔",
  orders: { lecture: "感知器（课上的顺序）", turn: "感知器（依次循环）" },
  machine: "最大间隔",
  bound: (bound) => `Novikoff 上界 R²/γ²：无论按什么顺序访问样本，感知器规则最多修正 ${bound} 次。`,
  noBound: "没有直线能分开这些点，感知器规则永远不会停止。软间隔允许出错，代价由 C 决定。",
  pointTable: "所有的点，突出显示的行是支持向量",
  label: "标签 y",
  deletePoint: (point) => `删除第 ${String(point)} 个点`,
  add: (label) => `添加 ${label}`,
  full: (points) => `这个实验最多容纳 ${String(points)} 个点。`,
};
