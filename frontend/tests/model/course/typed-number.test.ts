import { describe, expect, it } from "vitest";
import { readTypedNumber } from "../../../src/model/course/typed-number";

const value = (text: string) => {
  const typed = readTypedNumber(text);
  return typed.type === "number" ? typed.value : typed.type;
};

describe("A typed number", () => {
  it.each([
    ["2", 2],
    [" -0.41 ", -0.41],
    ["+3", 3],
    [".5", 0.5],
    ["5.", 5],
    ["-0", 0],
  ])("can be the decimal %j", (text, number) => {
    expect(value(text)).toBe(number);
  });

  it.each([
    ["２", 2],
    ["－３", -3],
    ["１．６", 1.6],
    ["1。6", 1.6],
    ["－１／４", -0.25],
    ["−7", -7],
    ["–7", -7],
    ["- 7", -7],
  ])("can be written as Chinese keyboards and word processors write it: %j", (text, number) => {
    expect(value(text)).toBe(number);
  });

  it.each([
    ["4/5", 0.8],
    ["-1/3", -1 / 3],
    ["1 / 3", 1 / 3],
    ["1/-4", -0.25],
    ["1.5/2", 0.75],
    ["½", 0.5],
  ])("can be the fraction %j, as exact as a number can be", (text, number) => {
    expect(value(text)).toBe(number);
  });

  it.each([
    ["1e-3", 0.001],
    ["-2.5E2", -250],
    ["2×10^-3", 0.002],
    ["2 * 10^3", 2000],
  ])("can have an exponent: %j", (text, number) => {
    expect(value(text)).toBe(number);
  });

  it.each([
    ["0,5", 0.5],
    ["-1，25", -1.25],
    ["0,125", 0.125],
    ["12,5", 12.5],
  ])("can have a decimal comma: %j", (text, number) => {
    expect(value(text)).toBe(number);
  });

  it.each(["1,000", "-12,345", "1,000,000", "1,234.5", "１，０００"])(
    "with a comma before groups of three digits, %j, is ambiguous and not read as a small number",
    (text) => {
      expect(value(text)).toBe("ambiguous");
    },
  );

  it.each(["", "   ", "\u3000"])("is missing in %j", (text) => {
    expect(value(text)).toBe("empty");
  });

  it.each([
    "abc",
    "1 000",
    "1.2.3",
    "1/0",
    "1/2/3",
    "/2",
    "-",
    "0x10",
    "Infinity",
    "1e999",
    "3x",
    "1 1/2",
    "1,2,3",
  ])("is not what %j is", (text) => {
    expect(value(text)).toBe("invalid");
  });
});
