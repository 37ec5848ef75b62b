import { useComputed, useSignal, type ReadonlySignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { arrowField, type ArrowField } from "../../model/network/arrow-field";
import { isAutoencoder, isImage, shapeOf } from "../../model/spec/spec";
import { usePage } from "../page-context";
import type { ArrowFieldView } from "./arrow-field";
import type { RepairedPictures } from "./repaired-pictures";

/** What shows an autoencoder's outputs instead of colours; the code is loaded when needed. */
export type Reconstruction =
  | { readonly type: "arrows"; readonly field: ArrowField; readonly View: typeof ArrowFieldView }
  | { readonly type: "pictures"; readonly side: number; readonly View: typeof RepairedPictures };

interface Views {
  readonly ArrowFieldView: typeof ArrowFieldView;
  readonly RepairedPictures: typeof RepairedPictures;
}

/**
 * Rows of pictures for an autoencoder of square images, else a field of arrows. Undefined for other networks, and while one
 * unit is on display.
 */
export function useReconstruction(): ReadonlySignal<Reconstruction | undefined> {
  const { store } = usePage();
  const views = useSignal<Views | undefined>(undefined);
  const needed = isAutoencoder(store.spec.value);
  useEffect(() => {
    if (!needed) return;
    void Promise.all([import("./arrow-field"), import("./repaired-pictures")]).then(
      ([arrows, pictures]) => (views.value = { ...arrows, ...pictures }),
    );
  }, [needed]);
  const side = useComputed(() => {
    const { data } = store.spec.value;
    const [height, width] = shapeOf(data);
    return isAutoencoder(store.spec.value) && isImage(data) && height === width && data.scale === undefined
      ? height
      : undefined;
  });
  const field = useComputed(() => arrowField(store.spec.value, store.plane.value));
  return useComputed((): Reconstruction | undefined => {
    if (!views.value) return undefined;
    if (side.value !== undefined)
      return { type: "pictures", side: side.value, View: views.value.RepairedPictures };
    if (store.inspected.value || !field.value) return undefined;
    return { type: "arrows", field: field.value, View: views.value.ArrowFieldView };
  });
}
