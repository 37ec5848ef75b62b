import type { SignedPick } from "../../model/lti/lti-server";

/** Leaves the page: the browser posts to the course what a teacher has picked. */
export function postToCourse({ action, jwt }: SignedPick): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = action;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "JWT";
  field.value = jwt;
  form.append(field);
  document.body.append(form);
  form.submit();
}
