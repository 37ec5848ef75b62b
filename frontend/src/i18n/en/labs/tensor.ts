export const tensor = {
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
