import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { excessOf, reachedAfter, type Goal } from "../../model/goal/goal";
import type {
  ClosedGoalAttempt,
  GoalAttempts,
  GoalProgress,
  OpenGoalAttempt,
} from "../../model/lti/lti-server";
import type { Failure, Outcome } from "../../model/training/training-server";
import { addressOf } from "../../state/store";
import { usePage } from "../page-context";

/** Minimum time between two questions whether the server sees the target reached, too; milliseconds. */
const CHECK_INTERVAL = 1000;

/** The progress towards a goal: as the page sees it in practice, as the server has checked it in an attempt. */
export interface GoalState {
  readonly reached: number;
  readonly attempts: GoalAttempts | undefined;
  readonly open: OpenGoalAttempt | undefined;
  /** The attempt that was closed on this page. */
  readonly closed: ClosedGoalAttempt | undefined;
  readonly busy: boolean;
  /** Why the server has not answered as it should. */
  readonly failed: Failure | undefined;
  readonly load: () => void;
  readonly start: () => void;
  /** Begins the training of the open attempt again, as the teacher has set it up. */
  readonly beginAgain: () => void;
  /** @param withJob whether the server shall read from the job what is reached */
  readonly handIn: (withJob: boolean) => void;
}

/** @param graded whether attempts count for a course */
export function useGoal(goal: Goal, graded: boolean): GoalState {
  const { store, lti, beginAttempt } = usePage();
  const practised = useSignal(0);
  const attempts = useSignal<GoalAttempts | undefined>(undefined);
  const open = useSignal<OpenGoalAttempt | undefined>(undefined);
  const closed = useSignal<ClosedGoalAttempt | undefined>(undefined);
  const busy = useSignal(false);
  const failed = useSignal<Failure | undefined>(undefined);
  /** What the teacher has set up. */
  const opened = useMemo(() => addressOf(store), []);

  /** Does nothing while another request is running. */
  const ask = async <T>(call: () => Promise<Outcome<T>>, receive: (value: T) => void): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    const outcome = await call();
    busy.value = false;
    failed.value = outcome.type === "done" ? undefined : outcome;
    if (outcome.type === "done") receive(outcome.value);
    if (outcome.type === "refused") await forgetClosed();
  };
  const load = () =>
    ask(
      () => lti.goalAttempts(),
      (value) => {
        attempts.value = value;
        if (value.open && !open.value) begin(value.open);
      },
    );
  /** Another tab may have started, closed or used up an attempt. */
  const forgetClosed = async () => {
    const outcome = await lti.goalAttempts();
    if (outcome.type !== "done") return;
    attempts.value = outcome.value;
    if (outcome.value.open && !open.value) begin(outcome.value.open);
    if (outcome.value.open || !open.value) return;
    end();
    failed.value = undefined;
  };
  const begin = (attempt: OpenGoalAttempt) => {
    open.value = attempt;
    closed.value = undefined;
    beginAttempt(attempt.id, opened);
  };
  const end = () => {
    open.value = undefined;
    store.attempt.value = undefined;
  };
  const receive = ({ reached, closed: ended }: GoalProgress) => {
    if (open.value) open.value = { ...open.value, reached };
    if (!ended) return;
    end();
    closed.value = ended;
    practised.value = reached;
    void load();
  };
  useEffect(() => {
    if (graded) void load();
  }, [graded]);
  useEffect(() => {
    // Another job, or another spec, may count.
    if (failed.value?.type === "refused") failed.value = undefined;
  }, [store.job.value?.id, store.spec.value]);
  useSignalEffect(() => {
    store.goalReached.value = { reached: open.value?.reached ?? practised.value, targets: goal.goals.length };
  });
  useEffect(() => {
    let wanted: ReturnType<typeof setTimeout> | undefined;
    const check = () => {
      wanted = undefined;
      const [attempt, job] = [open.value, store.job.value];
      if (attempt && job) void ask(() => lti.goalProgress(attempt.id, job.id), receive);
    };
    const stop = store.frame.subscribe((frame) => {
      if (!frame || excessOf(goal, store.spec.peek())) return;
      const attempt = open.peek();
      const before = attempt?.reached ?? practised.peek();
      const after = reachedAfter(goal, before, frame);
      if (attempt === undefined) practised.value = after;
      else if (after > before && failed.peek()?.type !== "refused")
        wanted ??= setTimeout(check, CHECK_INTERVAL);
    });
    return () => {
      stop();
      clearTimeout(wanted);
    };
  }, [goal]);
  return {
    reached: open.value?.reached ?? practised.value,
    attempts: attempts.value,
    open: open.value,
    closed: closed.value,
    busy: busy.value,
    failed: failed.value,
    load: () => void load(),
    start: () =>
      void ask(
        () => lti.startGoalAttempt(),
        (attempt) => {
          begin(attempt);
          void load();
        },
      ),
    beginAgain: () => {
      if (open.value) begin(open.value);
    },
    handIn: (withJob) => {
      const attempt = open.value;
      const job = withJob ? store.job.value?.id : undefined;
      if (attempt) void ask(() => lti.handInGoal(attempt.id, job), receive);
    },
  };
}
