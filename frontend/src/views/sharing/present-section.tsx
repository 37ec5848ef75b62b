import { presentationLink } from "../../model/address/share";
import { usePage } from "../page-context";
import { CopyableText } from "./copyable-text";
import { QrCode } from "./qr-code";

/** A link on which others see this training live, and the switch that shows them what the user points at. */
export function PresentSection() {
  const { store, presentation, messages } = usePage();
  const text = messages.value;
  const id = store.job.value?.id;
  if (id === undefined) return <p class="section-hint">{text.connecting}</p>;
  const link = presentationLink(location, id);
  const active = presentation.active.value;
  return (
    <>
      <p class="section-hint">{text.presentHint}</p>
      <div class="share-link">
        <div>
          <CopyableText name={text.presentLink} text={link} what="presentation" rows={2} />
          {!store.readOnly.value && (
            <button
              type="button"
              class="plain"
              data-action="present"
              aria-pressed={active}
              onClick={() => {
                if (active) presentation.stop();
                else presentation.start();
              }}
            >
              {text.presentPointer}
            </button>
          )}
        </div>
        <QrCode link={link} name={text.qrOfPresentation} />
      </div>
    </>
  );
}
