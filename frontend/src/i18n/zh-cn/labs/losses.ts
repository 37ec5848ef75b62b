import type { losses as en } from "../../en/labs/losses";

export const losses: typeof en = {
  kind: "损失",
  kinds: { signed: "误差（不取绝对值）", absolute: "绝对误差", squared: "平方误差" },
  v0: "初速度 v₀",
  a: "加速度 a",
  loss: "损失",
  motion: "曲线与测量点",
  time: "t（秒）",
  way: "x（米）",
  measurement: (at) => `第 ${String(at)} 个测量点`,
  which: "拖动测量点，或选一个用滑块调整",
  map: (kind) => `损失随 v₀ 和 a 的变化：${kind}`,
  fit: "让服务器来拟合",
  fitted: (v0, a) => `引擎求得 v₀ = ${v0}，a = ${a}。`,
  noFit: "直接对误差取平均没有最小值，无法拟合。",
  below: "损失小于零，但曲线是错的。",
  outlier: "一个离群点",
  reset: "重置",
};
