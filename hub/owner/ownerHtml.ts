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
  readonly requests: readonly RequestLine[];
}

export interface WatchedLine {
  readonly when: string;
  readonly howLong: string;
  readonly who: string;
  readonly why: string;
}

export interface RequestLine {
  readonly id: string;
  readonly who: string;
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
    ${camera.watched.length === 0 ? html`<p class="quiet">Nobody yet.</p>` : html`<ul>${camera.watched.map(renderWatched)}</ul>`}
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

function renderRequest({ id, who, why, timeLeft }: RequestLine, csrf: string): Html {
  return html`<div class="card" data-request>
    <p><strong>${who}</strong> asks to look now.</p><p>${why}</p>
    <p class="quiet">Allowing lets them look for at most half an hour. You may leave this unanswered; it goes away in ${timeLeft}.</p>
    ${renderForm("/owner/answer", csrf, { request: id, answer: "allow" }, html`<button class="main">Allow</button>`)}
    ${renderForm("/owner/answer", csrf, { request: id, answer: "not-now" }, html`<button>Not now</button>`)}
  </div>`;
}

function renderWatched({ when, howLong, who, why }: WatchedLine): Html {
  return html`<li>${when} · ${howLong}<br>${who}<br><span class="quiet">${why}</span></li>`;
}
