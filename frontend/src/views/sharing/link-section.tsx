import { useSignal } from "@preact/signals";
import { encodeAddress, type Address } from "../../model/address/address";
import { MAX_SAVED_ADDRESS, savedAddress } from "../../model/address/saved-page";
import { homeUrl, shareLink } from "../../model/address/share";
import { usePage } from "../page-context";
import { CopyableText } from "./copyable-text";
import { QrCode } from "./qr-code";

/** The link of the page's state with its QR code; on request a short one, which the server keeps. */
export function LinkSection({ address }: { readonly address: Address }) {
  const { store, messages, savePage } = usePage();
  const text = messages.value;
  const link = shareLink(location, address);
  /** The short address of a link; null if the server has not saved it. */
  const saved = useSignal<{ readonly of: string; readonly link: string | null } | undefined>(undefined);
  const busy = useSignal(false);
  const short = saved.value?.of === link ? saved.value.link : undefined;
  const hash = savedAddress(encodeAddress(address, store.catalog.value));
  const shorten = async () => {
    if (busy.value) return;
    busy.value = true;
    const outcome = await savePage(hash, address.spec);
    busy.value = false;
    saved.value = { of: link, link: outcome.type === "done" ? homeUrl(location) + outcome.value : null };
  };
  return (
    <>
      <div class="share-link">
        <CopyableText name={text.shareLink} text={short ?? link} what="link" rows={4} />
        <QrCode link={short ?? link} name={text.qrOfLink} />
      </div>
      {hash.length <= MAX_SAVED_ADDRESS && !short && (
        <p class="share-short">
          <button
            type="button"
            class="plain"
            data-action="shorten"
            aria-disabled={busy.value}
            onClick={() => void shorten()}
          >
            {text.shorten}
          </button>
          <span class="section-hint">{text.shortenHint}</span>
        </p>
      )}
      <p class="section-hint" role="status">
        {short ? text.shortened : short === null ? text.notShortened : ""}
      </p>
    </>
  );
}
