const en = {
  forward: "Next",
  back: "Previous",
  steps: ["The batch", "z = xW₁ᵀ + b₁", "h = g(z) = max(z, 0)", "z₃ = hW₂ᵀ + b₂", "y = 1(z₃ > 0)"],
  shape: (rows: number, columns: number) => `${String(rows)} × ${String(columns)}`,
  tensor: (name: string, rows: number, columns: number) =>
    `${name}, a ${String(rows)} by ${String(columns)} tensor`,
  input: (sample: number, feature: number) => `Sample ${String(sample)}, feature ${String(feature)}`,
  sample: (sample: number) => `Sample ${String(sample)}`,
  formulaHint: "Point at a number, or move to it with Tab, to see how it was computed.",
  reset: "Reset",
};

export const TENSOR: Readonly<Record<"en" | "zh-CN", typeof en>> = {
  en,
  "zh-CN": {
    forward: "下一步",
    back: "上一步",
    steps: ["一批样本", "z = xW₁ᵀ + b₁", "h = g(z) = max(z, 0)", "z₃ = hW₂ᵀ + b₂", "y = 1(z₃ > 0)"],
    shape: (rows, columns) => `${String(rows)} × ${String(columns)}`,
    tensor: (name, rows, columns) => `${name}，${String(rows)} × ${String(columns)} 的张量`,
    input: (sample, feature) => `第 ${String(sample)} 个样本的第 ${String(feature)} 个特征`,
    sample: (sample) => `第 ${String(sample)} 个样本`,
    formulaHint: "指向一个数（或用 Tab 键移到它上面），看它是怎样算出来的。",
    reset: "重置",
  },
};
