import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ReadonlySignal } from "@preact/signals";
import type { Messages } from "../i18n/messages";
import type { Landscapes } from "../model/landscape/landscape";
import type { Address } from "../model/address/address";
import type { LtiServer } from "../model/lti/lti-server";
import type { PageSaver } from "../model/address/saved-page";
import type { Language, Theme } from "../model/address/view-settings";
import type { FrameScheduler } from "../render/frame-scheduler";
import type { OwnDatasets } from "../state/data/own-datasets";
import type { LookInside } from "../state/inside/look-inside";
import type { KeptRuns } from "../state/kept/kept-runs";
import type { PastTools } from "../state/past/past-tools";
import type { PageActions } from "../state/page-actions";
import type { Presentation } from "../state/presentation";
import type { Progress } from "../state/progress/progress";
import type { Store } from "../state/store";

/** What every component of the playground may use; created once in `main.ts`. */
export interface Page extends PastTools {
  readonly store: Store;
  readonly actions: PageActions;
  readonly presentation: Presentation;
  /** Inside a frame of another page: without header and article. */
  readonly embedded: boolean;
  readonly scheduler: FrameScheduler;
  readonly inside: LookInside;
  readonly datasets: OwnDatasets;
  /** Not in a frame of another page. */
  readonly keptRuns?: KeptRuns | undefined;
  readonly landscapes: Landscapes;
  readonly messages: ReadonlySignal<Messages>;
  readonly language: ReadonlySignal<Language>;
  readonly theme: ReadonlySignal<Theme>;
  readonly progress: Progress;
  readonly savePage: PageSaver;
  readonly lti: LtiServer;
  /** Begins again, with a job that counts for an attempt at a training goal. */
  readonly beginAttempt: (attempt: string, address: Address) => void;
  /** Whether the page was opened with the invitation to play. */
  readonly invites: boolean;
}

export const PageContext = createContext<Page | undefined>(undefined);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error("This component must be inside PageContext.");
  return page;
}
