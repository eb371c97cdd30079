import { renderForm } from "./formHtml.ts";
import { type Html, html } from "./html.ts";

/** Requests for recordings on the owner's page. Nothing here presses: no countdown, no colour, no "please". */

export interface FootageLine {
  readonly requestId: string;
  readonly cameraId: string;
  /** Number and name. */
  readonly camera: string;
  readonly who: string;
  readonly purpose: string;
  /** In the words of the agency. */
  readonly why: string;
  readonly span: string;
  readonly until: string;
  /** The owner has said yes and may take it back. */
  readonly isOffered: boolean;
  /** Times to choose a part by, earliest first; empty where the owner's own recorder has it all. */
  readonly times: readonly SpanTime[];
}

export interface SpanTime {
  readonly atMs: number;
  readonly words: string;
}

export function renderFootage(lines: readonly FootageLine[], csrf: string): Html | undefined {
  if (lines.length === 0) return undefined;
  return html`<section aria-label="Requests for recordings" data-footage>
    <h2>Requests for recordings</h2>
    ${lines.map((line) => (line.isOffered ? renderOffered(line, csrf) : renderAsked(line, csrf)))}
  </section>`;
}

function renderAsked(line: FootageLine, csrf: string): Html {
  const { requestId: request, cameraId: camera, who, why, purpose, span, until } = line;
  const about = { request, camera };
  const yes = html`${renderTimes(line)}<button class="main">Yes, I have it</button>`;
  return html`<div class="ask">
    <h3>Camera ${line.camera}</h3>
    <p><strong>${who}</strong> asks whether you have a recording.</p>
    <p class="span">${span}</p>
    <p>${purpose}</p><p>“${why}”</p>
    <p class="quiet">A supervisor has read this. You may leave it unanswered: the agency sees a yes, and nothing else. It goes away by itself on ${until}.</p>
    <p class="quiet">A yes hands nothing over and shows nothing. The agency will contact you about handing it over, and you can take a yes back.</p>
    ${renderForm("/owner/footage", csrf, { ...about, answer: "yes" }, yes)}
    ${renderForm("/owner/footage", csrf, { ...about, answer: "ignore" }, html`<button>Ignore</button>`)}
  </div>`;
}

function renderOffered({ requestId: request, cameraId, camera, who, span, why }: FootageLine, csrf: string): Html {
  const fields = { request, camera: cameraId, answer: "take-back" };
  return html`<div class="ask">
    <h3>Camera ${camera}</h3>
    <p>You told <strong>${who}</strong> that you have a recording.</p>
    <p class="span">${span}</p>
    <p>“${why}”</p>
    <p class="quiet">Nothing has been handed over. The agency will contact you about handing it over.</p>
    ${renderForm("/owner/footage", csrf, fields, html`<button>Take back</button>`)}
  </div>`;
}

/** Two lists, because a box for a date and a time is a page of its own on a small telephone. */
function renderTimes({ times, cameraId, requestId }: FootageLine): Html | undefined {
  if (times.length === 0) return undefined;
  const id = `${requestId}-${cameraId}`;
  const choose = (name: string, label: string, offered: readonly SpanTime[], chosen: SpanTime | undefined) =>
    html`<span class="pick"><label for="${name}-${id}">${label}</label>
      <select id="${name}-${id}" name="${name}">${offered.map(
        (time) =>
          html`<option value="${time.atMs}"${time === chosen ? html` selected` : undefined}>${time.words}</option>`,
      )}</select></span>`;
  return html`<span class="picks">${choose("from", "From", times.slice(0, -1), times[0])}${choose("to", "To", times.slice(1), times.at(-1))}</span>`;
}
