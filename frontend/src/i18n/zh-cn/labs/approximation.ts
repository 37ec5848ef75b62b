import type { approximation as en } from "../../en/labs/approximation";

export const approximation: typeof en = {
  target: "[0, 1] 上的函数",
  targets: { nielsen: "波浪", sine: "正弦", square: "x²", absolute: "|2x − 1|", root: "√x" },
  chart: (bumps) =>
    `函数，以及由 ${String(bumps)} 个凸起相加的网络输出。下面的控件可以移动同样的台阶和高度。`,
  function: "函数 f",
  network: "网络的输出",
  count: "凸起个数 N",
  steepness: "陡峭程度：每个隐藏单元的权重 w",
  flatten: "高度全部为 0",
  fit: "拟合高度",
  reset: "恢复",
  error: (bumps, error, bound, holds) =>
    `${String(bumps)} 个凸起，${String(2 * bumps)} 个隐藏单元：最大误差 ${error}，${holds ? "不超过" : "超过"} ω(1/N) = ${bound}。`,
  errorChart: "台阶很陡时的最大误差，以及 1/N 处的连续模，随凸起个数的变化",
  bound: "ω(1/N)",
  largestError: "最大误差",
  bump: "凸起",
  height: "高度",
  from: "上台阶的位置",
  to: "下台阶的位置",
  units: "这个凸起的两个隐藏单元",
  unit: (number) => `单元 ${String(number)}`,
  output: "输出权重",
};
