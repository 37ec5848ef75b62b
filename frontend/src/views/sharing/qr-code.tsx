import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { QrCode as Picture } from "../../render/qr-code";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";

/** A QR code of a link, which a press enlarges for a projector. The code's library is loaded with the first one. */
export function QrCode({ link, name }: { readonly link: string; readonly name: string }) {
  const text = usePage().messages.value;
  const picture = useSignal<Picture | "tooLong" | undefined>(undefined);
  const enlarged = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    let current = true;
    void import("../../render/qr-code").then(({ qrCodeOf }) => {
      if (current) picture.value = qrCodeOf(link) ?? "tooLong";
    });
    return () => {
      current = false;
    };
  }, [link]);
  const shown = picture.value;
  if (shown === "tooLong") return <p class="qr-too-long">{text.qrTooLong}</p>;
  return (
    <div class="qr">
      <button
        type="button"
        class="qr-button"
        data-action="enlarge-qr"
        aria-label={text.qrEnlarge(name)}
        aria-haspopup="dialog"
        onClick={() => enlarged.current?.showModal()}
      >
        {shown && <QrPicture picture={shown} name={name} />}
      </button>
      <dialog
        ref={enlarged}
        class="dialog qr-dialog"
        aria-label={name}
        // The dialog around this one must not close with it.
        onClose={(event) => {
          event.stopPropagation();
        }}
      >
        {shown && <QrPicture picture={shown} name={name} />}
        <p class="qr-link">{link}</p>
        <button
          type="button"
          class="quiet round dialog-close"
          aria-label={text.close}
          onClick={() => enlarged.current?.close()}
        >
          <Icon name="close" />
        </button>
      </dialog>
    </div>
  );
}

/** Dark on white in both themes, because some readers cannot read light modules on a dark ground. */
function QrPicture({ picture, name }: { readonly picture: Picture; readonly name: string }) {
  const size = String(picture.size);
  return (
    <svg
      class="qr-picture"
      role="img"
      aria-label={name}
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={picture.path} fill="#000000" />
    </svg>
  );
}
