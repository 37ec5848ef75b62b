import { expect, it } from "vitest";
import { hardestFirst } from "../../../src/model/lti/lti-server";

it("puts the steps first that the largest share of answers got wrong, without steps that nobody answered", () => {
  const steps = [
    { name: "sums", answered: 20, wrong: 2 },
    { name: "outputs", answered: 4, wrong: 3 },
    { name: "loss", answered: 0, wrong: 0 },
    { name: "gradient", answered: 20, wrong: 10 },
  ];
  expect(hardestFirst(steps).map(({ name }) => name)).toEqual(["outputs", "gradient", "sums"]);
});
