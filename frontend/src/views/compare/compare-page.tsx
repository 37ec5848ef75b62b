import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { COMPARE_TEXTS } from "../../i18n/compare";
import { comparedNetworks, withNetworks } from "../../model/experiment/compare-address";
import { sameSpec } from "../../model/spec/spec";
import { Comparison } from "../../state/compare/comparison";
import { HintLayer } from "../controls/hint";
import { useCourse, useTexts } from "../course/course-context";
import { useTitle } from "../course/use-title";
import { BROWSER_CLOCK } from "../shell/browser-clock";
import { ComparedColumn } from "./compared-column";
import { ComparedCurves } from "./compared-curves";
import { ComparePlayer } from "./compare-player";
import { DifferencesTable } from "./differences-table";
import "./compare.css";

/** Up to four networks that are trained side by side. */
export function ComparePage() {
  const text = useTexts(COMPARE_TEXTS);
  useTitle(text.title);
  const comparison = useComparison();
  /** The job whose choice gets the focus, because it is a copy that is to be changed. */
  const focused = useSignal<number | undefined>(keyOfCopy(comparison));
  const jobs = comparison.jobs.value;
  return (
    <div class="compare">
      <h1 tabIndex={-1}>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      <ComparePlayer comparison={comparison} />
      <div class="compare-body" data-count={jobs.length}>
        <section class="compared-grid" aria-label={text.networks}>
          {jobs.map((job, at) => (
            <ComparedColumn
              key={job.key}
              comparison={comparison}
              job={job}
              at={at}
              focused={focused.value === job.key}
              onFocused={() => (focused.value = undefined)}
              onDuplicate={() => {
                focused.value = comparison.duplicate(job);
              }}
            />
          ))}
        </section>
        <div class="compared-results">
          <ComparedCurves jobs={jobs} timeLine={comparison.timeLine} />
          <DifferencesTable specs={jobs.map(({ spec }) => spec)} />
        </div>
      </div>
      <HintLayer />
    </div>
  );
}

/** The playground opens this page with a network and its copy. */
function keyOfCopy(comparison: Comparison): number | undefined {
  const [first, second, third] = comparison.jobs.peek();
  const isCopy = first && second && !third && sameSpec(first.spec, second.spec);
  return isCopy ? second.key : undefined;
}

/** The comparison that the address names. The address follows it, and its jobs are deleted when the page is left. */
function useComparison(): Comparison {
  const { server } = useCourse();
  const comparison = useMemo(() => {
    const created = new Comparison(server, BROWSER_CLOCK);
    created.open(comparedNetworks(location.hash));
    return created;
  }, []);
  useEffect(() => {
    const specs = () => comparison.jobs.value.map(({ spec }) => spec);
    const stop = comparison.jobs.subscribe(() => {
      history.replaceState(history.state, "", `#${withNetworks(location.hash, specs())}`);
    });
    const read = () => {
      const named = comparedNetworks(location.hash);
      if (!sameSpec(named, specs())) location.reload();
    };
    const show = () => {
      comparison.setVisible(!document.hidden);
    };
    const online = () => {
      comparison.retryNow();
    };
    const leave = () => {
      comparison.close();
    };
    // The jobs of a page that comes back from the browser's cache are deleted.
    const comeBack = ({ persisted }: PageTransitionEvent) => {
      if (persisted) location.reload();
    };
    addEventListener("hashchange", read);
    document.addEventListener("visibilitychange", show);
    addEventListener("online", online);
    addEventListener("pagehide", leave);
    addEventListener("pageshow", comeBack);
    return () => {
      stop();
      removeEventListener("hashchange", read);
      document.removeEventListener("visibilitychange", show);
      removeEventListener("online", online);
      removeEventListener("pagehide", leave);
      removeEventListener("pageshow", comeBack);
      leave();
    };
  }, []);
  return comparison;
}
