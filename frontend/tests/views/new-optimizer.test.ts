// @vitest-environment happy-dom
import { computed } from "@preact/signals";
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import { httpLtiServer } from "../../src/api/http-lti-server";
import { LANGUAGES } from "../../src/i18n/messages";
import { decodeAddress, encodeAddress } from "../../src/model/address/address";
import { BUILT_IN_CATALOG } from "../../src/model/spec/built-in-catalog";
import type { Catalog } from "../../src/model/spec/catalog";
import { fieldOfPointer } from "../../src/model/training/problem";
import { addressOf } from "../../src/state/store";
import { NO_STORAGE, Progress } from "../../src/state/progress/progress";
import { FrameScheduler } from "../../src/render/frame-scheduler";
import { PageContext, type Page } from "../../src/views/page-context";
import { VariantChoice } from "../../src/views/training/variant-choice";
import { pendingAnswers } from "../state/fakes";
import { openPage, type OpenedPage } from "../state/opened-page";

const number = (name: string, minimum: number, maximum: number, standard: number) => ({
  name,
  range: { minimum, maximum, integer: false, default: standard },
});

/** A catalogue with an optimizer that the page has never heard of. */
const CATALOG: Catalog = {
  ...BUILT_IN_CATALOG,
  optimizers: [...BUILT_IN_CATALOG.optimizers, "newton"],
  variants: {
    ...BUILT_IN_CATALOG.variants,
    optimizer: {
      ...BUILT_IN_CATALOG.variants.optimizer,
      newton: [
        number("learningRate", 0, 1, 0.5),
        number("damping", 0, 10, 1),
        { name: "exact", needs: "damping" },
      ],
    },
  },
};

let page: OpenedPage;
let root: HTMLElement;

beforeEach(async () => {
  page = await openPage();
  page.actions.setCatalog(CATALOG);
  root = document.createElement("div");
  document.body.append(root);
  const context: Page = {
    ...page,
    embedded: false,
    progress: new Progress(NO_STORAGE),
    invites: false,
    lti: httpLtiServer(
      "http://localhost/",
      () => undefined,
      () => "en",
    ),
    beginAttempt: () => undefined,
    savePage: () => Promise.resolve({ type: "unreachable" as const }),
    scheduler: new FrameScheduler(),
    landscapes: { landscape: () => Promise.resolve({ type: "unreachable" as const }) },
    messages: computed(() => LANGUAGES.en),
    language: computed(() => "en" as const),
    theme: computed(() => "light" as const),
  };
  await act(() => {
    render(
      h(
        PageContext,
        { value: context },
        h(VariantChoice, { kind: "optimizer", names: page.store.catalog.value.optimizers }),
      ),
      root,
    );
  });
});

afterEach(() => {
  render(null, root);
  root.remove();
});

/** Chooses the new optimizer and waits until the server has been asked. */
async function chooseNewton(): Promise<void> {
  const select = selectOf("optimizer");
  await act(() => {
    select.value = "newton";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await sent();
}

async function enter(field: string, value: string): Promise<void> {
  const input = inputOf(field);
  await act(() => {
    input.value = value;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await sent();
}

async function sent(): Promise<void> {
  await pendingAnswers();
  await page.clock.advance(1000);
}

function selectOf(field: string): HTMLSelectElement {
  const found = root.querySelector<HTMLSelectElement>(`[data-field="${field}"] select`);
  if (!found) throw new Error(`There is no select for ${field}.`);
  return found;
}

function inputOf(field: string): HTMLInputElement {
  const found = root.querySelector<HTMLInputElement>(`[data-field="${field}"] input`);
  if (!found) throw new Error(`There is no input for ${field}.`);
  return found;
}

const optimizer = () => page.store.spec.value.training.optimizer;

it("offers a new optimizer, with a control for each of its fields", async () => {
  expect([...selectOf("optimizer").options].map(({ value }) => value)).toContain("newton");
  await chooseNewton();
  expect(inputOf("optimizer.damping")).toMatchObject({
    type: "number",
    min: "0",
    max: "10",
    value: "1",
  });
  expect(inputOf("optimizer.exact")).toMatchObject({
    type: "checkbox",
    checked: false,
  });
  expect(root.querySelector('[data-field="optimizer.momentum"]')).toBeNull();
});

it("writes its fields into the spec, without those at their defaults", async () => {
  await chooseNewton();
  expect(optimizer()).toEqual({ type: "newton", learningRate: 0.5 });
  await enter("optimizer.damping", "2");
  await act(() => {
    inputOf("optimizer.exact").click();
  });
  await sent();
  expect(optimizer()).toEqual({ type: "newton", learningRate: 0.5, damping: 2, exact: true });
  expect(page.server.specs.at(-1)?.training.optimizer).toEqual(optimizer());
  await enter("optimizer.damping", "0");
  expect(optimizer()).toEqual({ type: "newton", learningRate: 0.5, damping: 0 });
  expect(inputOf("optimizer.exact").disabled).toBe(true);
  await enter("optimizer.damping", "1");
  expect(optimizer()).toEqual({ type: "newton", learningRate: 0.5 });
});

it("keeps it in the address, by its key and with other fields as a spec", async () => {
  await chooseNewton();
  const hash = encodeAddress(addressOf(page.store), CATALOG);
  expect(hash).toBe("seed=1&optimizer=newton");
  expect(decodeAddress(hash, CATALOG).spec).toEqual(page.store.spec.value);
  await enter("optimizer.damping", "2");
  const longer = encodeAddress(addressOf(page.store), CATALOG);
  expect(longer).toMatch(/^spec=/);
  expect(decodeAddress(longer, CATALOG).spec).toEqual(page.store.spec.value);
});

it("shows a violation at the control of the field", () => {
  expect(fieldOfPointer("/spec/training/optimizer/damping", 3, CATALOG)).toBe("optimizer.damping");
});
