import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { SigningKey, verifiedClaims, type Claims } from "./jwt";

const LTI = "https://purl.imsglobal.org/spec/lti/claim/";
const DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/";
const GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
const SCORE_SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
const MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
const TOOL_CONFIGURATION = "https://purl.imsglobal.org/spec/lti-tool-configuration";

/** A person of the course: a teacher, or a student by the pseudonym that the tool gets. */
export type Person = "teacher" | `student-${string}`;

/** A score as the tool has sent it. */
export interface SentScore {
  readonly userId: string;
  readonly scoreGiven: number;
  readonly scoreMaximum: number;
  readonly gradingProgress: string;
  readonly submission: { readonly startedAt: string; readonly submittedAt: string };
}

interface Activity {
  readonly title: string;
  readonly custom: Readonly<Record<string, string>>;
  readonly lineItem?: { readonly scoreMaximum: number };
}

interface ToolMetadata {
  readonly initiate_login_uri: string;
  readonly redirect_uris: readonly string[];
  readonly jwks_uri: string;
  readonly [TOOL_CONFIGURATION]: { readonly target_link_uri: string };
}

interface Call {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly headers: IncomingMessage["headers"];
}

interface Page {
  readonly type: string;
  readonly body: string;
}

const html = (body: string): Page => ({ type: "text/html; charset=utf-8", body });
const json = (value: unknown): Page => ({ type: "application/json", body: JSON.stringify(value) });

/**
 * A learning platform with one course, on the host `localhost`. It shows the tool in a frame, and answers the tool's requests
 * with an error if they are not what the specifications of LTI 1.3 demand.
 */
export class LearningPlatform {
  /** What a teacher has picked. */
  readonly activities: Activity[] = [];
  readonly scores: SentScore[] = [];
  /** Requests that the platform has refused. */
  readonly refused: string[] = [];
  readonly #clientId = randomUUID();
  readonly #deployment = randomUUID();
  readonly #data = `csrf ${randomUUID()} &="`;
  readonly #key = new SigningKey();
  readonly #nonces = new Set<string>();
  readonly #tokens = new Set<string>();
  readonly #server: Server;
  #tool: ToolMetadata | undefined;
  url = "";

  private constructor() {
    this.#server = createServer((request, answer) => {
      void (async () => {
        const { pathname, searchParams } = new URL(request.url ?? "", this.url);
        const call = {
          method: request.method ?? "",
          query: searchParams,
          body: await bodyOf(request),
          headers: request.headers,
        };
        try {
          const { type, body } = await this.#answer(pathname, call);
          answer.setHeader("Content-Type", type).end(body);
        } catch (error) {
          this.refused.push(`${call.method} ${pathname}: ${String(error)}`);
          answer.writeHead(400).end(String(error));
        }
      })();
    });
  }

  static async opens(): Promise<LearningPlatform> {
    const platform = new LearningPlatform();
    await new Promise<void>((listening) => platform.#server.listen(0, listening));
    const address = platform.#server.address();
    platform.url = `http://localhost:${String(typeof address === "object" && address ? address.port : 0)}`;
    return platform;
  }

  async closes(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  /** The page of the course that shows the picker to a teacher, or an activity to a person. */
  pageFor(person: Person, activity: number | "picker"): string {
    return `${this.url}/course?person=${person}&activity=${String(activity)}`;
  }

  get configurationAddress(): string {
    return `${this.url}/configuration`;
  }

  async #answer(path: string, call: Call): Promise<Page> {
    switch (path) {
      case "/configuration":
        return json({
          issuer: this.url,
          authorization_endpoint: `${this.url}/authorize`,
          token_endpoint: `${this.url}/token`,
          authorization_server: `${this.url}/audience`,
          jwks_uri: `${this.url}/jwks`,
          registration_endpoint: `${this.url}/register`,
          scopes_supported: ["openid", SCORE_SCOPE],
        });
      case "/register":
        this.#tool = JSON.parse(call.body) as ToolMetadata;
        return json({
          client_id: this.#clientId,
          [TOOL_CONFIGURATION]: { deployment_id: this.#deployment },
        });
      case "/jwks":
        return json(this.#key.keySet);
      case "/course":
        return html(this.#course(call.query));
      case "/authorize":
        return html(this.#authorize(call.query));
      case "/picked":
        return html(await this.#picked(call));
      case "/token":
        return json(await this.#token(new URLSearchParams(call.body)));
      default:
        return json(this.#score(path, call));
    }
  }

  /** A page of the course: the tool in a frame. */
  #course(query: URLSearchParams): string {
    const login = new URL(this.#registered.initiate_login_uri);
    login.search = new URLSearchParams({
      iss: this.url,
      client_id: this.#clientId,
      lti_deployment_id: this.#deployment,
      login_hint: query.get("person") ?? "",
      lti_message_hint: query.get("activity") ?? "",
      target_link_uri: this.#registered[TOOL_CONFIGURATION].target_link_uri,
    }).toString();
    const address = login.href.replaceAll("&", "&amp;");
    return `<!doctype html><link rel="icon" href="data:,"><title>Course</title><iframe width="1200" height="700" src="${address}"></iframe>`;
  }

  get #registered(): ToolMetadata {
    if (!this.#tool) throw new Error("The tool is not registered");
    return this.#tool;
  }

  /** Answers an authorization request: the browser posts the token to the tool. */
  #authorize(query: URLSearchParams): string {
    const [redirect = ""] = this.#registered.redirect_uris;
    const expected = {
      scope: "openid",
      response_type: "id_token",
      response_mode: "form_post",
      prompt: "none",
      client_id: this.#clientId,
      redirect_uri: redirect,
    };
    for (const [name, value] of Object.entries(expected)) {
      demand(query.get(name) === value, `${name} is ${String(query.get(name))}`);
    }
    const [nonce, state] = [query.get("nonce") ?? "", query.get("state") ?? ""];
    demand(nonce.length >= 22 && !this.#nonces.has(nonce), "the nonce is not new");
    this.#nonces.add(nonce);
    const hints = [query.get("login_hint") ?? "", query.get("lti_message_hint") ?? ""] as const;
    const token = this.#key.sign(this.#launchClaims(nonce, ...hints));
    return `<!doctype html><title>Course</title><form method="post" action="${redirect}"><input type="hidden" name="id_token" value="${token}"><input type="hidden" name="state" value="${state}"></form><script>document.forms[0].submit()</script>`;
  }

  #launchClaims(nonce: string, person: string, activity: string): Claims {
    const now = Math.floor(Date.now() / 1000);
    return {
      iss: this.url,
      aud: this.#clientId,
      sub: person,
      iat: now,
      exp: now + 60,
      nonce,
      [`${LTI}version`]: "1.3.0",
      [`${LTI}deployment_id`]: this.#deployment,
      [`${LTI}target_link_uri`]: this.#registered[TOOL_CONFIGURATION].target_link_uri,
      [`${LTI}roles`]: [`${MEMBERSHIP}${person === "teacher" ? "Instructor" : "Learner"}`],
      ...(activity === "picker" ? this.#pickerClaims() : this.#activityClaims(Number(activity))),
    };
  }

  #pickerClaims(): Claims {
    return {
      [`${LTI}message_type`]: "LtiDeepLinkingRequest",
      [`${DEEP_LINKING}deep_linking_settings`]: {
        deep_link_return_url: `${this.url}/picked`,
        accept_types: ["ltiResourceLink"],
        accept_presentation_document_targets: ["iframe"],
        accept_multiple: true,
        accept_lineitem: true,
        data: this.#data,
      },
    };
  }

  #activityClaims(at: number): Claims {
    const activity = this.activities[at];
    if (!activity) throw new Error(`The course has no activity ${String(at)}`);
    return {
      [`${LTI}message_type`]: "LtiResourceLinkRequest",
      [`${LTI}resource_link`]: { id: `link-${String(at)}`, title: activity.title },
      [`${LTI}custom`]: activity.custom,
      ...(activity.lineItem && {
        [GRADES]: { scope: [SCORE_SCOPE], lineitem: `${this.url}/lineitem-${String(at)}?type_id=1` },
      }),
    };
  }

  /** Takes what a teacher has picked. */
  async #picked({ body, method }: Call): Promise<string> {
    const claims = await verifiedClaims(
      new URLSearchParams(body).get("JWT") ?? "",
      this.#registered.jwks_uri,
    );
    demand(method === "POST" && claims["iss"] === this.#clientId && claims["aud"] === this.url, "iss or aud");
    demand(claims[`${DEEP_LINKING}data`] === this.#data, "data is not repeated");
    this.activities.push(...(claims[`${DEEP_LINKING}content_items`] as Activity[]));
    return `<!doctype html><title>Course</title><p id="picked">${String(this.activities.length)}</p>`;
  }

  async #token(form: URLSearchParams): Promise<object> {
    const claims = await verifiedClaims(form.get("client_assertion") ?? "", this.#registered.jwks_uri);
    demand(
      claims["iss"] === this.#clientId && claims["sub"] === this.#clientId,
      "iss or sub of the assertion",
    );
    demand(claims["aud"] === `${this.url}/audience`, "aud of the assertion");
    demand(form.get("grant_type") === "client_credentials" && form.get("scope") === SCORE_SCOPE, "the grant");
    const token = randomUUID();
    this.#tokens.add(token);
    return { access_token: token, token_type: "Bearer", expires_in: 3600, scope: SCORE_SCOPE };
  }

  #score(path: string, { method, query, body, headers }: Call): object {
    demand(/^\/lineitem-\d+\/scores$/.test(path) && method === "POST", `nothing is at ${path}`);
    demand(query.get("type_id") === "1", "the query of the line item is lost");
    demand(headers["content-type"] === "application/vnd.ims.lis.v1.score+json", "the media type of a score");
    demand(this.#tokens.has(headers.authorization?.replace("Bearer ", "") ?? ""), "the token of a score");
    this.scores.push(JSON.parse(body) as SentScore);
    return {};
  }
}

function demand(isMet: boolean, what: string): void {
  if (!isMet) throw new Error(what);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const part of request.setEncoding("utf8")) body += String(part);
  return body;
}
