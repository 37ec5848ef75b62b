import { useSignal } from "@preact/signals";
import { LTI_TEXTS } from "../../i18n/lti";
import { contentPath } from "../../model/lti/content-path";
import { Action } from "../controls/action";
import { AnswerForm } from "../course/components/answer-form";
import { useCourse, useTexts } from "../course/course-context";

/** A field for the address of any page of this server. */
export function AddressField({ onAdd }: { readonly onAdd: (path: string) => void }) {
  const { place } = useCourse();
  const text = useTexts(LTI_TEXTS).picker;
  const typed = useSignal("");
  const isWrong = useSignal(false);
  const home = new URL(place.home, location.href.replace(/#.*/, "")).href;
  const add = () => {
    const path = contentPath(typed.value, home);
    isWrong.value = path === undefined;
    if (path === undefined) return;
    typed.value = "";
    onAdd(path);
  };
  return (
    <AnswerForm class="pick-address" onCheck={add}>
      <label for="pick-address">{text.address}</label>
      <input
        id="pick-address"
        type="text"
        class="text-input"
        inputMode="url"
        autoComplete="off"
        value={typed.value}
        aria-invalid={isWrong.value}
        aria-describedby="pick-address-problem"
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
          isWrong.value = false;
        }}
      />
      <Action name="add-address" onPress={add}>
        {text.add}
      </Action>
      <p id="pick-address-problem" class="pick-problem" role="alert">
        {isWrong.value && text.badAddress(home)}
      </p>
    </AnswerForm>
  );
}
