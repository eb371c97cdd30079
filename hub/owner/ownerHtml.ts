import { type FootageLine, renderFootage } from "./footageHtml.ts";
import { renderForm } from "./formHtml.ts";
import { type Html, html } from "./html.ts";

/** The owner's page as HTML. Values in, text out; nothing is fetched or decided here. */

export interface OwnedCamera {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly terms: readonly string[];
  readonly words: string;
  readonly isWithdrawn: boolean;
  /** Registry-only cameras have nothing to withdraw. */
  readonly canWithdraw: boolean;
  readonly watchedNowBy: readonly string[];
  readonly watched: readonly WatchedLine[];
  /** Whether there was more than is shown here. */
  readonly isMoreWatched: boolean;
  /** What supervisors keep beyond its time, and why. */
  readonly held: readonly string[];
  readonly requests: readonly RequestLine[];
}

export interface WatchedLine {
  readonly when: string;
  readonly howLong: string;
  /** Of recorded pictures: from when they were. */
  readonly what?: string;
  readonly who: string;
  readonly why: string;
}

/** What was watched of one camera in a week. */
export interface WatchedPage extends Pick<OwnedCamera, "id" | "number" | "name" | "watched"> {
  /** Where the week before it ends; undefined where nothing was watched earlier. */
  readonly olderBeforeMs: number | undefined;
}

export interface RequestLine {
  readonly id: string;
  readonly who: string;
  /** What is asked for: a picture of now, or of when. */
  readonly what: string;
  readonly why: string;
  readonly timeLeft: string;
}

export function renderSignIn(alert: string | undefined): Html {
  return renderPage(html`
    <main class="signin"><div class="card">
      <h1>Your cameras</h1>
      ${alert === undefined ? undefined : html`<p role="alert">${alert}</p>`}
      <form method="post" action="/owner/sign-in">
        <label for="operator">Operator</label>
        <input id="operator" name="operator" type="text" maxlength="64" autocomplete="username" autocapitalize="none" required>
        <label for="password">Password</label>
        <input id="password" name="password" type="password" maxlength="200" autocomplete="current-password" required>
        <button class="main">Sign in</button>
      </form>
    </div></main>`);
}

export function renderCameras(
  owner: string,
  csrf: string,
  cameras: readonly OwnedCamera[],
  footage: readonly FootageLine[],
): Html {
  return renderPage(html`
    <header><h1>${owner}</h1>${renderForm("/owner/sign-out", csrf, {}, html`<button>Sign out</button>`)}</header>
    <main data-live>${renderFootage(footage, csrf)}${cameras.map((camera) => renderCamera(camera, csrf))}</main>`);
}

/** A page of its own, which stays as it is while it is read. */
export function renderWatchedPage({ id, number, name, watched, olderBeforeMs }: WatchedPage): Html {
  const older = `/owner/watched?camera=${encodeURIComponent(id)}&before=${olderBeforeMs}`;
  return renderPage(html`
    <header><h1>${number} · ${name}</h1></header>
    <main><p><a href="/owner">Back to your cameras</a></p><section aria-label="Camera ${number}"><h2>Who watched</h2>
    ${renderAllWatched(watched, "Nobody.")}
    ${olderBeforeMs === undefined ? undefined : html`<p><a href="${older}">Older</a></p>`}</section></main>`);
}

/** For a form that could not be done: what happened, and the way back. */
export function renderFault(sentence: string): Html {
  return renderPage(
    html`<main><div class="card"><p role="alert">${sentence}</p><p><a href="/owner">Back to your cameras</a></p></div></main>`,
  );
}

function renderPage(body: Html): Html {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Your cameras</title><link rel="stylesheet" href="/owner/style.css"><script type="module" src="/owner/refresh.js"></script></head>
<body>${body}</body></html>`;
}

function renderCamera(camera: OwnedCamera, csrf: string): Html {
  const { id, number, name, words, terms, isWithdrawn, watchedNowBy } = camera;
  return html`<section data-camera="${number}" aria-label="Camera ${number}">
    <h2>${number} · ${name}</h2>
    <p class="state" data-state="${isWithdrawn ? "withdrawn" : "shared"}">${describeState(camera)}</p>
    ${watchedNowBy.length === 0 ? undefined : html`<p class="now" data-now>● Being watched now by ${watchedNowBy.join(", ")}</p>`}
    ${camera.requests.map((request) => renderRequest(request, csrf))}
    <h3>Your terms</h3><p>“${words}”</p><p class="quiet">${terms.join(" ")}</p>
    ${camera.canWithdraw ? renderSwitch(id, isWithdrawn, csrf) : undefined}
    <h3>Who watched</h3>
    ${renderAllWatched(camera.watched, camera.isMoreWatched ? "Nobody in the last 7 days." : "Nobody yet.")}
    ${camera.isMoreWatched ? html`<p><a href="/owner/watched?camera=${encodeURIComponent(id)}">All who watched</a></p>` : undefined}
    ${camera.held.length === 0 ? undefined : html`<h3>Kept for longer</h3><ul>${camera.held.map((line) => html`<li>${line}</li>`)}</ul>`}
  </section>`;
}

function describeState({ canWithdraw, isWithdrawn }: OwnedCamera): string {
  if (!canWithdraw) return "On the map only";
  return isWithdrawn ? "Withdrawn: nobody can watch" : "Shared";
}

function renderSwitch(cameraId: string, isWithdrawn: boolean, csrf: string): Html {
  return isWithdrawn
    ? renderForm("/owner/share", csrf, { camera: cameraId }, html`<button>Share again</button>`)
    : renderForm("/owner/withdraw", csrf, { camera: cameraId }, html`<button class="withdraw">Withdraw</button>`);
}

function renderRequest({ id, who, what, why, timeLeft }: RequestLine, csrf: string): Html {
  return html`<div class="card" data-request>
    <p><strong>${who}</strong> asks ${what}.</p><p>${why}</p>
    <p class="quiet">Allowing lets them look for at most half an hour. You may leave this unanswered; it goes away in ${timeLeft}.</p>
    ${renderForm("/owner/answer", csrf, { request: id, answer: "allow" }, html`<button class="main">Allow</button>`)}
    ${renderForm("/owner/answer", csrf, { request: id, answer: "not-now" }, html`<button>Not now</button>`)}
  </div>`;
}

function renderAllWatched(watched: readonly WatchedLine[], nobody: string): Html {
  return watched.length === 0 ? html`<p class="quiet">${nobody}</p>` : html`<ul>${watched.map(renderWatched)}</ul>`;
}

function renderWatched({ when, howLong, what, who, why }: WatchedLine): Html {
  const recorded = what === undefined ? undefined : html`<br>${what}`;
  return html`<li>${when} · ${howLong}${recorded}<br>${who}<br><span class="quiet">${why}</span></li>`;
}
