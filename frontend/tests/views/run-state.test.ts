// @vitest-environment happy-dom
import { computed } from "@preact/signals";
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { expect, it } from "vitest";
import { httpLtiServer } from "../../src/api/http-lti-server";
import { LANGUAGES } from "../../src/i18n/messages";
import { NO_STORAGE, Progress } from "../../src/state/progress/progress";
import { FrameScheduler } from "../../src/render/frame-scheduler";
import { PageContext, type Page } from "../../src/views/page-context";
import { RunState } from "../../src/views/training/run-state";
import { pendingAnswers } from "../state/fakes";
import { openPage } from "../state/opened-page";

it.each([
  ["en" as const, "Busy: 7 epochs/s"],
  ["zh-CN" as const, "服务繁忙：每秒 7 轮"],
])("says in %s that other trainings keep the job below its pace", async (language, text) => {
  const page = await openPage();
  const context: Page = {
    ...page,
    embedded: false,
    progress: new Progress(NO_STORAGE),
    invites: false,
    lti: httpLtiServer(
      "http://localhost/",
      () => undefined,
      () => "en",
    ),
    beginAttempt: () => undefined,
    savePage: () => Promise.resolve({ type: "unreachable" as const }),
    scheduler: new FrameScheduler(),
    landscapes: { landscape: () => Promise.resolve({ type: "unreachable" as const }) },
    messages: computed(() => LANGUAGES[language]),
    language: computed(() => language),
    theme: computed(() => "light" as const),
  };
  const root = document.createElement("div");
  await act(() => {
    render(h(PageContext, { value: context }, h(RunState, null)), root);
  });

  page.actions.togglePlay();
  await pendingAnswers();
  await act(() =>
    page.server.listener?.frame({ run: 1, epoch: 3, epochsPerSecond: 7.4, busy: true }, "job-1"),
  );
  expect(root.textContent).toContain(text);

  await act(() => page.server.listener?.frame({ run: 1, epoch: 4, epochsPerSecond: 30 }, "job-1"));
  expect(root.textContent).toContain(LANGUAGES[language].statePlaying);
});
