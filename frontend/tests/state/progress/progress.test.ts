import { describe, expect, it } from "vitest";
import { Progress, type ProgressStorage } from "../../../src/state/progress/progress";

function memory(kept: string | null = null): ProgressStorage & { text: string | null } {
  const keep = {
    text: kept,
    read: () => keep.text,
    write: (text: string) => void (keep.text = text),
  };
  return keep;
}

const blocked: ProgressStorage = {
  read: () => {
    throw new Error("SecurityError");
  },
  write: () => {
    throw new Error("SecurityError");
  },
};

describe("Lesson progress", () => {
  it("is stored and read again", () => {
    const keep = memory();
    const progress = new Progress(keep);
    progress.mark("neuron", true);
    progress.mark("losses", true);
    progress.mark("neuron", false);
    expect([...new Progress(keep).done.value]).toEqual(["losses"]);
  });

  it("lasts as long as the page if storage is blocked", () => {
    const progress = new Progress(blocked);
    progress.mark("neuron", true);
    expect(progress.done.value.has("neuron")).toBe(true);
  });

  it.each(["nonsense", '{"a": 1}', "[1, null]"])("is empty if %s was stored", (text) => {
    expect(new Progress(memory(text)).done.value.size).toBe(0);
  });
});
