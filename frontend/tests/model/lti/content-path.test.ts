import { describe, expect, it } from "vitest";
import { contentPath } from "../../../src/model/lti/content-path";

const HOME = "https://nn.example/net/";

describe("The path of what a teacher has pasted", () => {
  it.each([
    ["https://nn.example/net/#dataset=xor&networkShape=4", "/#dataset=xor&networkShape=4"],
    ["https://nn.example/net/embed#dataset=xor", "/#dataset=xor"],
    ["https://nn.example/net/embed/#dataset=xor", "/#dataset=xor"],
    ["https://nn.example/net/", "/#"],
    ["https://nn.example/net", "/#"],
    [" #dataset=xor ", "/#dataset=xor"],
    ["dataset=xor", "/#dataset=xor"],
    ['note="é"', "/#note=%22%C3%A9%22"],
    ["https://nn.example/net/labs/hopfield#lang=zh-CN", "/labs/hopfield"],
    ["https://nn.example/net/embed/lessons/neuron", "/lessons/neuron"],
    ["https://nn.example/net/exercises/small-network/", "/exercises/small-network"],
    ["https://nn.example/net/p/0123456789ab", "/p/0123456789ab"],
  ])("is found in %s", (typed, path) => {
    expect(contentPath(typed, HOME)).toBe(path);
  });

  it.each([
    "",
    "spiral",
    "https://elsewhere.example/#dataset=xor",
    "https://nn.example/other/labs/hopfield",
    "https://nn.example/net/api/v1/jobs",
    "https://nn.example/net/labs/hopfield/more",
    "https://nn.example/net/#dataset=xor and more",
    "javascript:alert(1)",
  ])("does not exist for %j", (typed) => {
    expect(contentPath(typed, HOME)).toBeUndefined();
  });
});
