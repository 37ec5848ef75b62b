import type { TrainingServer } from "../model/training/training-server";
import type { Clock } from "./clock";
import type { PageActions } from "./page-actions";

/** Asks until the server answers. Until then the page offers its built-in catalogue. */
export async function loadCatalog(server: TrainingServer, clock: Clock, actions: PageActions): Promise<void> {
  for (let wait = 500; ; wait = Math.min(wait * 2, 8000)) {
    const outcome = await server.catalog();
    if (outcome.type === "done") {
      actions.setCatalog(outcome.value);
      return;
    }
    await new Promise<void>((resolve) => clock.after(wait, resolve));
  }
}
