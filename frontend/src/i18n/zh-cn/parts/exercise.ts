import type { exercise as en } from "../../en/parts/exercise";

export const exercise: typeof en = {
  own: "课上的数字",
  fresh: "换一组数字",
  seed: (seed) => `第 ${seed} 号变式`,
  check: "批改",
  checking: "正在批改……",
  step: (number) => `第 ${String(number)} 步`,
  decimals: (count) => (count === 0 ? "整数" : `保留 ${String(count)} 位小数即可`),
  right: "对",
  wrong: "错",
  missing: "未作答",
  allRight: "全部正确。",
  some: (right, all) => `${String(all)} 步中对了 ${String(right)} 步。`,
  fixFirst: (step) => `请先改正第 ${step} 步，这一步要用到它的结果。`,
  solution: "详细解答",
  needsAll: "每一处都填上数（对错都行）之后，就会显示详细解答。",
};
