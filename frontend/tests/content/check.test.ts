import { describe, expect, it } from "vitest";
import { errorsOf, type Texts } from "../../content-build/check";
import { compile } from "../../content-build/compile";
import { courseErrors } from "../../content-build/plugin";

/** A text with valid front matter. */
function text(body: string, front = "title: T\nsummary: S\norder: 1\nchapter: history") {
  return compile("first", `---\n${front}\n---\n\n${body}\n`);
}

const KNOWN = { labs: [], exercises: ["gradient-step"], figures: ["convolution"], actions: {} };

function errors(en: Partial<Texts>, zh: Partial<Texts> = en): readonly string[] {
  const none = { lessons: new Map(), labs: new Map() };
  return errorsOf(
    new Map([
      ["en", { ...none, ...en }],
      ["zh-CN", { ...none, ...zh }],
    ]),
    KNOWN,
  );
}

/** Errors of one text, without a check of translations. */
function errorsOfBody(body: string): readonly string[] {
  return errorsOf(new Map([["en", { lessons: new Map([["first", text(body)]]), labs: new Map() }]]), KNOWN);
}

/** Errors of a text and its translation. */
function errorsOfTranslation(en: string, zh: string): readonly string[] {
  return errors({ lessons: new Map([["first", text(en)]]) }, { lessons: new Map([["first", text(zh)]]) });
}

describe("The texts of the course", () => {
  // Compiles every text and formula, which takes some seconds on a busy machine.
  it("have no errors", { timeout: 30_000 }, () => {
    expect(courseErrors()).toEqual([]);
  });
});

describe("The check of the course's texts", () => {
  it("reports a lesson without translation", () => {
    expect(errors({ lessons: new Map([["first", text("x")]]) }, {})).toEqual([
      "zh-CN/first.md is missing: the lesson exists in another language.",
    ]);
  });

  it("reports a lab without a text and a text without a lab", () => {
    const texts = { lessons: new Map(), labs: new Map([["telepathy", text("x")]]) };
    expect(errorsOf(new Map([["en", texts]]), { ...KNOWN, labs: ["neuron"] })).toEqual([
      "en/labs/neuron.md is missing: the lab has no text.",
      "en/labs/telepathy.md describes a lab that does not exist.",
      "en has no lesson that shows the lab neuron.",
    ]);
  });

  it("reports a lab that lessons only link to, and accepts one that a lesson shows", () => {
    const labs = new Map([["neuron", text("x")]]);
    const of = (body: string) =>
      errorsOf(new Map([["en", { lessons: new Map([["first", text(body)]]), labs }]]), {
        ...KNOWN,
        labs: ["neuron"],
      });
    expect(of("See [the lab](lab:neuron).")).toEqual(["en has no lesson that shows the lab neuron."]);
    expect(of(':::do\n::lab{slug="neuron"}\n:::')).toEqual([]);
  });

  it.each([
    ["x [a](playground:dataset=xor)", "x [a](playground:dataset=gauss)", "links elsewhere than"],
    ['x\n\n::exercise{slug="gradient-step"}', "x\n\n$$\nx\n$$", "links elsewhere than"],
    ['x\n\n::exercise{slug="gradient-step"}', "x\n\n$$\nx\n$$", "has other blocks than"],
    ["- one\n- two", "- one", "has other blocks than"],
  ])("reports that %j is translated as %j, which %s the first", (en, zh, error) => {
    expect(errorsOfTranslation(en, zh)).toContain(`zh-CN/first.md ${error} en/first.md.`);
  });

  it("accepts a translation with the same links in another order", () => {
    const [first, second] = ["[a](playground:dataset=xor)", "[b](playground:dataset=gauss)"];
    expect(errorsOfTranslation(`${first}, ${second}`, `${second}，${first}`)).toEqual([]);
  });

  it.each([
    ["datset=xor", "en/first.md has an invalid preset: the playground has no key datset."],
    ["dataset=zebra", "en/first.md has an invalid preset: dataset=zebra changes nothing."],
    ["dataset=circle", "en/first.md has an invalid preset: dataset=circle changes nothing."],
    ["networkShape=0,x", "en/first.md has an invalid preset: networkShape=0,x changes nothing."],
    ["", "en/first.md has a preset without an address."],
  ])("reports the invalid preset %s", (address, error) => {
    expect(errorsOfBody(`Open [it](playground:${address}).`)).toEqual([error]);
  });

  it("reports it inside a list in a box", () => {
    expect(errorsOfBody(":::do\n- one\n- **[two](playground:dataset=zebra)**\n:::")).toHaveLength(1);
  });

  it("accepts presets that the playground writes in the same way", () => {
    const body =
      "[a](playground:dataset=xor&networkShape=) [b](playground:xSquared=true&stepButton_hide=true)";
    expect(errorsOfBody(body)).toEqual([]);
  });

  it.each([
    ["[x](lesson:nowhere)", "links to the unknown lesson nowhere."],
    ['::exercise{slug="telepathy"}', "links to the unknown exercise telepathy."],
    ['::lab{slug="telepathy"}', "links to the unknown lab telepathy."],
    ['::figure{name="telepathy"}', "shows the unknown figure telepathy."],
    ["[x](https://example.org)", "links to https://example.org, which is not part of the course."],
    [":::warning\nx\n:::", "has an unknown box :::warning."],
    ["![x](y.png)", "uses image, which the page cannot render."],
    ["| a |\n|---|\n\n```js\n1\n```", "uses code, which the page cannot render."],
    [":::stage[Title]\nx\n:::", "has a stage without title or years."],
  ])("reports the error in %s", (body, error) => {
    expect(errorsOfBody(body)).toEqual([`en/first.md ${error}`]);
  });

  it.each(["$\\frac{1$", "$$\n\\begin{pmatrix} 1\n$$"])(
    "reports that the formula %s is not valid TeX",
    (body) => {
      expect(errorsOfBody(body)).toEqual([expect.stringContaining("has an invalid formula")]);
    },
  );

  it("reports a missing title, a missing order, a repeated order and a repeated key", () => {
    const untitled = { lessons: new Map([["first", text("x", "summary: S\nchapter: history")]]) };
    expect(errors(untitled, { lessons: new Map([["first", text("x")]]) })).toEqual([
      "en/first.md has no order in its front matter.",
      "en/first.md has no title in its front matter.",
    ]);
    const twice = {
      lessons: new Map([
        ["first", text("x")],
        ["second", text("y")],
      ]),
    };
    expect(errors(twice)).toContain("en/second.md has the same order as first.md.");
    const moved = {
      lessons: new Map([["first", text("x", "title: T\nsummary: S\norder: 2\nchapter: history")]]),
    };
    expect(errors({ lessons: new Map([["first", text("x")]]) }, moved)).toContain(
      "zh-CN/first.md has another order than in another language.",
    );
  });
});

describe("The check of the chapters", () => {
  const lesson = (order: number, chapter?: string) =>
    text("x", `title: T\nsummary: S\norder: ${String(order)}${chapter ? `\nchapter: ${chapter}` : ""}`);
  const lessons = (...chapters: readonly (string | undefined)[]) => ({
    lessons: new Map(chapters.map((chapter, at) => [`l${String(at)}`, lesson(at + 1, chapter)])),
  });

  it("accepts chapters that only their first lessons name", () => {
    expect(errors(lessons("history", undefined, "training", undefined))).toEqual([]);
  });

  it.each([
    [lessons(undefined, "history"), "en/l0.md has no chapter, and is the first lesson."],
    [lessons("prophecy"), "en/l0.md begins the unknown chapter prophecy."],
    [lessons("training", "history"), "en/l1.md begins the chapter history, which is not after training."],
  ])("reports lessons without, with an unknown, or in the wrong chapter", (texts, error) => {
    expect(errors(texts)).toContain(error);
  });

  it("reports a chapter that another language does not name", () => {
    expect(errors(lessons("history", "training"), lessons("history", undefined))).toContain(
      "en/l1.md has another chapter than in another language.",
    );
  });
});

describe("A compiled text", () => {
  it("contains formulas as TeX and links by target", () => {
    const { article } = text("Slope $2x$, see [the lab](lab:neuron).\n\n$$\nx^2\n$$");
    expect(article.blocks).toEqual([
      {
        type: "paragraph",
        children: [
          "Slope ",
          { type: "formula", tex: "2x" },
          ", see ",
          { type: "link", target: { type: "lab", slug: "neuron" }, children: ["the lab"] },
          ".",
        ],
      },
      { type: "formula", tex: "x^2" },
    ]);
  });

  it("keeps a colon before a word as text", () => {
    expect(text("ratio 1:three").article.blocks).toEqual([
      { type: "paragraph", children: ["ratio 1", ":three"] },
    ]);
  });
});
