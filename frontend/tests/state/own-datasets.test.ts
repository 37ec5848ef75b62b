import { describe, expect, it } from "vitest";
import { pendingAnswers } from "./fakes";
import { openPage } from "./opened-page";

const ROW = "1,2,3,cat";
const LONG = ["width,height,depth,kind", ...Array<string>(1001).fill(ROW)].join("\n");

describe("An own table", () => {
  it("of up to 1,000 rows becomes points of the spec", async () => {
    const { datasets, uploads, store } = await openPage();
    expect(await datasets.load("x1,x2,y\n1,2,0\n3,4,1")).toBeUndefined();
    expect(uploads.uploaded).toEqual([]);
    expect(store.spec.value.data).toMatchObject({ source: "inline", train: [{ y: 0 }, { y: 1 }] });
  });

  it("of more rows is uploaded and trained on, which can be undone", async () => {
    const { datasets, uploads, store, actions } = await openPage();
    const before = store.spec.value;
    expect(await datasets.load(LONG)).toBeUndefined();
    expect(uploads.uploaded).toEqual([LONG]);
    expect(store.spec.value.data).toMatchObject({
      source: "uploaded",
      dataset: "d1001x3c2_abcdefghijklmnopqrstuv",
    });
    expect(store.spec.value.features).toEqual(["x1", "x2", "x3"]);
    expect(datasets.shown.value?.classes).toEqual(["cat", "dog"]);
    actions.undo();
    expect(store.spec.value).toEqual(before);
  });

  it("that the server refuses changes nothing and is explained", async () => {
    const { datasets, uploads, store } = await openPage();
    const before = store.spec.value;
    const errors = [{ pointer: "/rows/17/width", detail: "Row 17, column width: must not be empty" }];
    uploads.answer = { type: "refused", problem: { title: "The request is invalid", errors } };
    expect(await datasets.load(LONG)).toMatchObject({ type: "refused", problem: { errors } });
    expect(store.spec.value).toBe(before);
    expect(datasets.uploading.value).toBe(false);
  });

  it("that a spec names is looked up", async () => {
    const spec = { data: { source: "uploaded", dataset: "d1001x3c2_abcdefghijklmnopqrstuv" } };
    const { datasets } = await openPage(`#spec=${btoa(JSON.stringify(spec)).replace(/=+$/, "")}`);
    await pendingAnswers();
    expect(datasets.shown.value?.samples).toBe(1001);
  });
});
