import { columnOfFeature } from "../../model/spec/feature";

/** Plain text, because the labels are also read by screen readers. */
const LABELS: Readonly<Record<string, string>> = {
  x1: "x₁",
  x2: "x₂",
  x1Squared: "x₁²",
  x2Squared: "x₂²",
  x1TimesX2: "x₁x₂",
  sinX1: "sin(x₁)",
  sinX2: "sin(x₂)",
  cosX1: "cos(x₁)",
  cosX2: "cos(x₂)",
};

export function featureLabel(name: string): string {
  if (Object.hasOwn(LABELS, name)) return LABELS[name] ?? name;
  const column = columnOfFeature(name);
  return column === undefined ? name : `x${subscript(column + 1)}`;
}

/** Features of one kind share a hint. */
export function featureKind(name: string): "column" | "square" | "product" | "wave" {
  if (name.endsWith("Squared")) return "square";
  if (name.includes("Times")) return "product";
  return /^(sin|cos)/.test(name) ? "wave" : "column";
}

export function subscript(number: number): string {
  return String(number).replace(/\d/g, (digit) => String.fromCharCode(0x2080 + Number(digit)));
}
