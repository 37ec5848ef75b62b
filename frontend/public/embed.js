// Optional helper for pages that embed NN Playground: sizes its frames, and talks to them. See docs/embedding.md.
(() => {
  const root = new URL("embed", document.currentScript.src).href;
  const listeners = new WeakMap();
  const pending = new Map();
  let requests = 0;

  /** The frames of this server's pages below /embed. */
  const frames = () =>
    [...document.querySelectorAll("iframe")].filter(
      ({ src }) => src.startsWith(root) && /^([/?#]|$)/.test(src.slice(root.length)),
    );

  addEventListener("message", ({ source, data }) => {
    const frame = data && data.nnp === 1 && frames().find((each) => each.contentWindow === source);
    if (!frame) return;
    if (data.type === "height" && data.height > 0 && data.height < 100000)
      frame.style.height = `${data.height}px`;
    if (data.type === "result") {
      const answer = pending.get(data.id);
      pending.delete(data.id);
      if (answer && answer.frame === frame) {
        if (data.ok) answer.resolve(data.value);
        else answer.reject(Object.assign(new Error(data.error.title), { type: data.error.type }));
      }
    }
    for (const listener of (listeners.get(frame) || {})[data.type] || []) listener(data);
  });

  /**
   * A playground in a frame: `on("epoch", listener)` hears its messages, `request("play")` and
   * `request("get", { what: "state" })` return promises.
   */
  window.nnPlayground = (frame) => {
    const request = (type, fields) =>
      new Promise((resolve, reject) => {
        const id = `nnp-${(requests += 1)}`;
        pending.set(id, { frame, resolve, reject });
        frame.contentWindow.postMessage({ ...fields, nnp: 1, type, id }, "*");
      });
    return {
      request,
      on(type, listener) {
        const all = listeners.get(frame) || {};
        listeners.set(frame, { ...all, [type]: [...(all[type] || []), listener] });
        return request("hello");
      },
    };
  };

  // Frames that were loaded before this script have told their height already.
  for (const frame of frames()) frame.contentWindow.postMessage({ nnp: 1, type: "height" }, "*");
})();
