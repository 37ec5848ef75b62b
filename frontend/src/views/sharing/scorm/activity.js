// The script of a SCORM 1.2 package: tells the course the score that the exercise or training goal in the frame shows.
(() => {
  const frame = document.querySelector("iframe");
  const { origin } = new URL(frame.src);
  const opened = Date.now();
  let greeted = false;
  let finished = false;

  /** The API of the course, in this window or one of those around it. */
  const apiAround = (start) => {
    for (let at = start, depth = 0; at && depth < 10; depth += 1) {
      try {
        if (at.API) return at.API;
      } catch {
        return undefined; // a page of another site
      }
      if (at.parent === at) return undefined;
      at = at.parent;
    }
    return undefined;
  };
  const api = apiAround(window) || apiAround(window.opener);
  const call = (name, ...values) => (api ? api[`LMS${name}`](...values) : "");
  const set = (element, value) => call("SetValue", `cmi.core.${element}`, value);
  const get = (element) => call("GetValue", `cmi.core.${element}`);

  document.getElementById("alone").hidden = api !== undefined;
  call("Initialize", "");
  if (["", "not attempted"].includes(get("lesson_status"))) set("lesson_status", "incomplete");
  let best = Number(get("score.raw") || "-1");

  const report = ({ rightSteps, steps, right }) => {
    const score = Math.round((100 * rightSteps) / steps);
    if (!(score > best)) return;
    best = score;
    set("score.min", "0");
    set("score.max", "100");
    set("score.raw", String(score));
    set("lesson_status", right ? "passed" : "incomplete");
    call("Commit", "");
  };

  /** HHHH:MM:SS */
  const sessionTime = () => {
    const seconds = Math.round((Date.now() - opened) / 1000);
    const two = (value) => String(Math.floor(value)).padStart(2, "0");
    return `${two(seconds / 3600).padStart(4, "0")}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
  };

  addEventListener("message", (event) => {
    const { source, data } = event;
    if (source !== frame.contentWindow || event.origin !== origin || !data || data.nnp !== 1) return;
    if (data.type === "height" && data.height > 0) frame.style.height = `${data.height}px`;
    if (data.type === "graded") report(data);
    if (greeted) return;
    greeted = true;
    source.postMessage({ nnp: 1, type: "hello" }, origin);
  });
  // The frame may have told its height before this script has come.
  frame.contentWindow.postMessage({ nnp: 1, type: "height" }, "*");

  addEventListener("pagehide", () => {
    if (finished) return;
    finished = true;
    set("session_time", sessionTime());
    call("Finish", "");
  });
})();
