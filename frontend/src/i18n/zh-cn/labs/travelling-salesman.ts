import type { travellingSalesman as en } from "../../en/labs/travelling-salesman";

export const travellingSalesman: typeof en = {
  run: "继续",
  again: "重来一次",
  pause: "暂停",
  newStart: "换一个初值",
  twenty: "试 20 个初值",
  reset: "恢复 1985 年的城市",
  map: "十个城市的地图和网络中的连接。拖动城市，或用方向键移动。",
  city: (name, x, y) => `城市 ${name}，位于 (${x}, ${y})`,
  matrix: "100 个神经元的输出：每行一个城市，每列是路线中的一个位置",
  running: (seed) => `初值 ${String(seed)}：神经元正在竞争。`,
  valid: (tour, length, shorter, all) =>
    `得到一条路线：${tour}，长度 ${length}。全部 ${all} 条路线中，比它短的有 ${shorter} 条。`,
  invalid: "结果不合法：并非每个城市恰好占一个位置。网络就停在这里了。",
  counting: (count) => `正在计算全部 ${count} 条路线的长度……`,
  histogram: (count, shortest, median) => `全部 ${count} 条路线的长度：最短 ${shortest}，中位数 ${median}`,
  shortest: (length) => `最短 ${length}`,
  median: (length) => `中位数 ${length}`,
  starts: (valid, tried, shortest, longest) =>
    `${String(tried)} 个初值中有 ${String(valid)} 个得到合法路线，长度从 ${shortest} 到 ${longest}（蓝点）。`,
  energyChart: "各项能量随步数的变化",
  energy: "能量",
  energyNow: "当前能量",
  step: "步数",
  terms: { rows: "A：行", columns: "B：列", sum: "C：总和", length: "D：长度" },
  termMeanings: {
    rows: "A：同一城市出现两次",
    columns: "B：同一位置有两个城市",
    sum: "C：输出总和不等于 ñ",
    length: "D：路线长度",
  },
  total: "合计",
  original: "1985 年的参数",
  smallD: "小的 D：D = 100，ñ = 12",
  parameters: {
    a: "A，惩罚城市重复",
    b: "B，惩罚位置重复",
    c: "C，约束输出总和",
    d: "D，追求短路线",
    target: "ñ，C 项的目标总和",
  },
};
