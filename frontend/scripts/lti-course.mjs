/**
 * The answer of the server to a call below `/lti`: JSON, or text.
 *
 * @typedef {object} LtiAnswer
 * @property {number} [status] default: 200
 * @property {unknown} body
 */

/**
 * A call of the page below `/lti`.
 *
 * @typedef {object} LtiCall
 * @property {string} method
 * @property {string} path
 * @property {string | undefined} token
 * @property {unknown} body
 */

/** @typedef {(call: LtiCall) => LtiAnswer | Promise<LtiAnswer>} Answering */

/** Address to which the course lets the browser post what a teacher has picked. */
export const RETURN_URL = "https://course.example/deep-link-return";

/**
 * A course that has opened a page with a session, and the server's part of LTI: it answers the calls below `/lti`. The
 * server need not have LTI enabled.
 */
export class LtiCourse {
  /** @type {LtiCall[]} */
  calls = [];
  /**
   * What the browser has posted to the course.
   *
   * @type {string[]}
   */
  posted = [];

  /**
   * @param {Readonly<Record<string, Answering>>} answers by method and path, such as `GET session`
   * @param {string | null} token null for a tab without a session
   */
  constructor(answers, token = "bearer-of-the-test") {
    this.answers = answers;
    this.token = token;
  }

  /** Prepares a page before it is opened. */
  prepare = async (
    /** @type {import("playwright-core").Page | import("playwright-core").BrowserContext} */ page,
  ) => {
    if (this.token !== null) {
      await page.addInitScript((bearer) => {
        if (window.location.origin !== "null") window.sessionStorage.setItem("nnp-lti", bearer);
      }, this.token);
    }
    await page.route(
      (url) => url.pathname.startsWith("/lti/"),
      (route) => (route.request().isNavigationRequest() ? servePage(route) : this.#answer(route)),
    );
    await page.route(RETURN_URL, async (route) => {
      this.posted.push(route.request().postData() ?? "");
      await route.fulfill({ contentType: "text/html", body: "<title>Course</title><h1>Course</h1>" });
    });
  };

  /** @param {import("playwright-core").Route} route */
  async #answer(route) {
    const call = callOf(route.request());
    this.calls.push(call);
    const answering = this.answers[`${call.method} ${call.path}`];
    const { status = 200, body } = (await answering?.(call)) ?? { status: 404, body: problem("Not found") };
    const isText = typeof body === "string";
    await route.fulfill({
      status,
      contentType: isText ? "text/csv" : status < 400 ? "application/json" : "application/problem+json",
      body: isText ? body : JSON.stringify(body),
    });
  }
}

/**
 * A problem document.
 *
 * @param {string} title
 */
export function problem(title, status = 404) {
  return { type: "/problems/test", title, status, detail: title };
}

/**
 * The answer to `GET session` for a course that shows a graded exercise.
 *
 * @param {"teacher" | "student"} role
 * @param {string | null} [language]
 * @returns {LtiAnswer}
 */
export function gradedSession(role, language = null) {
  const content = {
    path: "/exercises/small-network",
    exercise: "small-network",
    mode: "graded",
    attempts: 3,
  };
  return { body: { kind: "content", role, language, content, picker: null } };
}

/**
 * @param {import("playwright-core").Request} request
 * @returns {LtiCall}
 */
function callOf(request) {
  const body = request.postData();
  return {
    method: request.method(),
    path: new URL(request.url()).pathname.replace("/lti/", ""),
    token: request.headers()["authorization"]?.replace("Bearer ", ""),
    body: body === null ? undefined : /** @type {unknown} */ (JSON.parse(body)),
  };
}

/**
 * All pages one folder deep are copies of one file; those below `/lti` may post a form to the course.
 *
 * @param {import("playwright-core").Route} route
 */
async function servePage(route) {
  const response = await route.fetch({ url: new URL("/labs/neuron", route.request().url()).href });
  const headers = response.headers();
  const formAction = `form-action ${new URL(RETURN_URL).origin}`;
  const policy = headers["content-security-policy"]?.replace("form-action 'none'", formAction) ?? "";
  await route.fulfill({
    response,
    headers: { ...headers, "content-security-policy": policy },
  });
}
