const en = {
  forward: "Forward",
  back: "Back",
  steps: ["The batch", "z = xW₁ᵀ + b₁", "h = g(z) = max(z, 0)", "z₃ = hW₂ᵀ + b₂", "y = 1(z₃ > 0)"],
  shape: (rows: number, columns: number) => `${String(rows)} × ${String(columns)}`,
  tensor: (name: string, rows: number, columns: number) =>
    `${name}, a ${String(rows)} by ${String(columns)} tensor`,
  input: (sample: number, feature: number) => `Sample ${String(sample)}, feature ${String(feature)}`,
  sample: (sample: number) => `Sample ${String(sample)}`,
  made: "Point at a number, or reach it with Tab, to see what it was made from.",
  reset: "Numbers as they were",
};

export const TENSOR: Readonly<Record<"en" | "zh-CN", typeof en>> = {
  en,
  "zh-CN": {
    forward: "前进一步",
    back: "后退",
    steps: ["一批样本", "z = xW₁ᵀ + b₁", "h = g(z) = max(z, 0)", "z₃ = hW₂ᵀ + b₂", "y = 1(z₃ > 0)"],
    shape: (rows, columns) => `${String(rows)} × ${String(columns)}`,
    tensor: (name, rows, columns) => `${name}，${String(rows)} × ${String(columns)} 的张量`,
    input: (sample, feature) => `第 ${String(sample)} 个样本的第 ${String(feature)} 个特征`,
    sample: (sample) => `第 ${String(sample)} 个样本`,
    made: "指向一个数（或用 Tab 键移到它上面），看它由哪些数算出来。",
    reset: "恢复原来的数",
  },
};
