// The browser's part of an LTI 1.3 launch. The login page keeps a secret, the launch page shows it to the server.
// Where it is kept, the first that works: sessionStorage, the platform's storage (LTI postMessage storage 0.1), a
// partitioned cookie. If none works in this frame, a new tab begins again.
"use strict";
(() => {
  const { step, authorization, state, secret, origin, frame } = document.querySelector("main").dataset;
  const TIMEOUT = 1000;
  const TOKEN = "nnp-lti";
  const key = `nnp-lti-${(state ?? "").split(".").at(-1)}`;
  const platform = parent !== window ? parent : opener;

  function kept(read) {
    try {
      return read() || null;
    } catch {
      return null; // this browser blocks the storage here
    }
  }

  /** Asks the platform; null if there is no answer within a second, or an error. */
  function ask(target, targetOrigin, subject, fields = {}) {
    return new Promise((resolve) => {
      const id = crypto.getRandomValues(new Uint32Array(4)).join("-");
      const end = (answer) => {
        removeEventListener("message", listener);
        clearTimeout(timer);
        resolve(answer);
      };
      const listener = ({ data, origin: from }) => {
        const isAnswer = data?.message_id === id && /(^|\.)lti\.\w+\.response$/.test(data.subject ?? "");
        if (isAnswer && (targetOrigin === "*" || from === targetOrigin)) {
          end(data.error ? null : data);
        }
      };
      const timer = setTimeout(() => end(null), TIMEOUT);
      addEventListener("message", listener);
      for (const prefix of ["", "org.imsglobal."]) {
        target.postMessage({ subject: prefix + subject, message_id: id, ...fields }, targetOrigin);
      }
    });
  }

  /** The frame that stores data for tools; null if the platform has none. */
  async function storage() {
    if (!platform) {
      return null;
    }
    let name = frame;
    if (!name) {
      const answer = await ask(platform, "*", "lti.capabilities");
      const offer = answer?.supported_messages?.find?.((message) => /(^|\.)lti\.put_data$/.test(message.subject));
      if (!offer) {
        return null;
      }
      name = offer.frame;
    }
    return !name || name === "_parent" ? platform : kept(() => platform.frames[name]);
  }

  async function storeAtPlatform() {
    const target = await storage();
    const answer = target && (await ask(target, origin, "lti.put_data", { key, value: secret }));
    return answer?.value === secret;
  }

  async function findAtPlatform() {
    const target = await storage();
    const answer = target && (await ask(target, origin, "lti.get_data", { key }));
    return typeof answer?.value === "string" ? answer.value : null;
  }

  function cookie(value, seconds) {
    const path = location.pathname.replace(/[^/]*$/, "");
    document.cookie = `${key}=${value}; path=${path}; max-age=${seconds}; Secure; SameSite=None; Partitioned`;
  }

  function findCookie() {
    return document.cookie.split("; ").find((pair) => pair.startsWith(`${key}=`))?.slice(key.length + 1);
  }

  async function login() {
    const inSession = kept(() => {
      sessionStorage.setItem(key, secret);
      return sessionStorage.getItem(key) === secret;
    });
    // A platform that names its storage may open the launch in another frame or window.
    const isKept =
      [inSession, (frame || !inSession) && (await storeAtPlatform())].some(Boolean) ||
      kept(() => {
        cookie(secret, 600);
        return findCookie() === secret;
      });
    if (isKept) {
      location.replace(authorization);
    } else {
      show("blocked", "tab");
    }
  }

  async function launch() {
    const found = kept(() => sessionStorage.getItem(key)) ?? (await findAtPlatform()) ?? kept(findCookie);
    const response = found && (await bind(found));
    if (!response?.ok) {
      show("blocked");
      return;
    }
    const { token, page } = await response.json();
    kept(() => sessionStorage.removeItem(key));
    kept(() => findCookie() && cookie("", 0));
    const isKept = kept(() => {
      sessionStorage.setItem(TOKEN, token);
      return true;
    });
    if (!isKept) {
      window.name = `${TOKEN}:${token}`; // survives the way to the next page of this server in this frame only
    }
    location.replace(`..${page}`);
  }

  function bind(found) {
    const headers = { "Content-Type": "application/json" };
    return fetch("bind", { method: "POST", headers, body: JSON.stringify({ state, secret: found }) }).catch(() => null);
  }

  function show(...ids) {
    document.querySelector("main p").hidden = true;
    for (const id of ids) {
      document.getElementById(id).hidden = false;
    }
  }

  const steps = { login, launch, close: () => platform?.postMessage({ subject: "org.imsglobal.lti.close" }, "*") };
  steps[step]?.();
})();
