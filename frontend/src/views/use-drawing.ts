import { usePage } from "./page-context";
import { useScheduledDrawing } from "./use-scheduled-drawing";

/** Draws on the playground as `useScheduledDrawing` describes. */
export function useDrawing(prepare: () => () => void, inputs: readonly unknown[], every = 0): void {
  useScheduledDrawing(usePage().scheduler, prepare, inputs, every);
}
