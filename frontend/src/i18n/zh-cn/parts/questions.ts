import type { questions as en } from "../../en/parts/questions";

export const questions: typeof en = {
  question: (number) => `第 ${String(number)} 题`,
  yourNumber: "填入数字",
  check: "检查",
  tryAgain: "再试一次",
  verdicts: {
    right: "正确。",
    wrong: "不对。",
    notANumber: "这不是数字。可以写成 0.25、−3、1/4 或 2e-3。",
    ambiguous: "逗号是千位分隔符还是小数点？请用小数点，不要用逗号。",
  },
  answered: (right, all) => `${String(all)} 道题中答对 ${String(right)} 道`,
};
