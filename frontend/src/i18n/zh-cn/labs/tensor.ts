import type { tensor as en } from "../../en/labs/tensor";

export const tensor: typeof en = {
  forward: "下一步",
  back: "上一步",
  steps: ["一批样本", "z = xW₁ᵀ + b₁", "h = g(z) = max(z, 0)", "z₃ = hW₂ᵀ + b₂", "y = 1(z₃ > 0)"],
  shape: (rows, columns) => `${String(rows)} × ${String(columns)}`,
  tensor: (name, rows, columns) => `${name}，${String(rows)} × ${String(columns)} 的张量`,
  input: (sample, feature) => `第 ${String(sample)} 个样本的第 ${String(feature)} 个特征`,
  sample: (sample) => `第 ${String(sample)} 个样本`,
  formulaHint: "指向一个数（或用 Tab 键移到它上面），看它是怎样算出来的。",
  reset: "重置",
};
