import { encodeAddress } from "../../model/address/address";
import { DEFAULT_VIEW } from "../../model/address/view-settings";
import { hint } from "../controls/hint";
import { usePage } from "../page-context";

/** Link to the lab that plots the loss around this network. Not shown on an embedded page. */
export function LandscapeLink() {
  const { store, messages, embedded } = usePage();
  const { language, theme } = store.view.value;
  if (embedded) return null;
  const address = encodeAddress({
    spec: store.spec.value,
    view: { ...DEFAULT_VIEW, ...(language && { language }), ...(theme && { theme }) },
    unknown: [],
  });
  return (
    <a
      class="quiet"
      data-action="landscape"
      {...hint(messages.value.landscapeHint)}
      href={`./labs/landscape#${address}`}
    >
      {messages.value.landscape}
    </a>
  );
}
