import type { perceptron as en } from "../../en/labs/perceptron";

export const perceptron: typeof en = {
  samples: "样本",
  sets: {
    lecture: "练习 A（课上的顺序）",
    turn: "练习 A（按 x₁、x₂、x₃ 循环）",
    or: "或 OR",
    xor: "异或 XOR",
    two: "用两条直线做异或",
  },
  next: "下一个样本",
  back: "上一步",
  toEnd: "运行到结束",
  again: "从头开始",
  visit: "次序",
  sample: "样本",
  verdict: "结果",
  wrong: "错，已修正",
  right: "对",
  table: "学习规则对每个样本做了什么",
  converged: (corrections) => `一遍下来全部正确，一共修正了 ${String(corrections)} 次。`,
  lectureDone: "三个样本现在全对了。访问的顺序与课上相同。",
  never: (passes, best) =>
    `访问了 ${String(passes)} 遍，规则仍在修正。到目前为止最好的直线也只对了 4 个中的 ${String(best)} 个。`,
  underway: (right, all) => `这条直线把 ${String(all)} 个样本中的 ${String(right)} 个分对了。`,
  noLine: "权重全为零时，还没有直线。",
  plane: (line) => `样本点和直线 ${line}，箭头指向正的一侧。`,
  lineOf: (number) => `第 ${String(number)} 条直线的位置`,
  twoPlane: (right) => `异或的四个输入和两条直线。4 个中对了 ${String(right)} 个。`,
  twoHint:
    "两个神经元各画一条直线，第三个神经元只在两者都输出 1 的地方输出 1。移动直线，让两条直线之间的区域包含两个蓝点。",
  twoRight: (right) => `4 个中对了 ${String(right)} 个。`,
};
