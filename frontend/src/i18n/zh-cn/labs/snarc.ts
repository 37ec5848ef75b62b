import type { snarc as en } from "../../en/labs/snarc";

export const snarc: typeof en = {
  run: "运行",
  pause: "暂停",
  step: "走一步",
  atOnce: (runs) => `一次跑 ${String(runs)} 趟`,
  reward: "现在奖励",
  forget: "全部忘掉",
  mazePicture: "有 16 个房间的迷宫。按一下两个房间的边界，可以砌墙或拆墙。",
  start: "起点",
  food: "食物",
  border: (one, other, open) => `房间 ${String(one)} 与房间 ${String(other)} 的边界：${open ? "通" : "墙"}`,
  resetMaze: "恢复原来的迷宫",
  rule: "奖励时旋钮怎样转",
  rules: { upAndDown: "调高，竞争者调低", onlyUp: "只调高" },
  rewardMode: "何时奖励",
  rewardModes: { food: "找到食物时", hand: "只由人给" },
  rats: "老鼠",
  ratCounts: { one: "一只", two: "两只，共用一台机器" },
  pace: "速度",
  paces: { slow: "慢", fast: "快" },
  progress: (runs, last, shortest) =>
    `已跑 ${String(runs)} 趟。上一趟 ${last === undefined ? "–" : String(last)} 步，最短 ${String(shortest)} 步。`,
  noWay: "墙堵住了去食物的路，请拆掉一堵。",
  knobs: (count) => `链条上的 ${String(count)} 个旋钮，每个神经元一个`,
  knobHint:
    "每个旋钮表示一个神经元的导通概率：最左为 0，最右为 1。橙色圆环是电容的电量；奖励时，带电的旋钮会被链条带动。",
  chart: "每一趟的步数",
  steps: "步数",
  shortest: "最短路",
  runNumber: "趟",
  machines: (count) => `${String(count)} 台机器的平均`,
  mean: (count, first, last) =>
    `${String(count)} 台机器各跑 200 趟：第 1 到 5 趟平均 ${first} 步，最后 50 趟平均 ${last} 步。`,
};
