import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { isDense } from "../../model/spec/shaped-layers";
import { columnCount, isImage, type TrainingSpec } from "../../model/spec/spec";
import { NetworkView } from "../network/network-view";
import { usePage } from "../page-context";

/** Of so few pixels each has a square, with links to the neurons. */
const MAX_SQUARES = 16;

/** The network as squares and links, or as pictures if its input is an image. The pictures are loaded when needed. */
export function NetworkPart() {
  const { store, inside } = usePage();
  const pictures = useSignal<ComponentType | undefined>(undefined);
  const showsPictures = needsPictures(store.spec.value) && inside.walkthrough.value === undefined;
  useEffect(() => {
    if (showsPictures)
      void import("./image-network").then(({ ImageNetwork }) => (pictures.value = ImageNetwork));
  }, [showsPictures]);
  if (!showsPictures) return <NetworkView />;
  const Pictures = pictures.value;
  return Pictures ? <Pictures /> : null;
}

function needsPictures(spec: TrainingSpec): boolean {
  return isImage(spec.data) && (!isDense(spec) || columnCount(spec) > MAX_SQUARES);
}
