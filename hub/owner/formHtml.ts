import { type Html, html } from "./html.ts";

/** A form of the owner's page: its token, what it is about, and what the owner sees of it. */
export function renderForm(action: string, csrf: string, fields: Readonly<Record<string, string>>, shown: Html): Html {
  const inputs = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form class="row" method="post" action="${action}"><input type="hidden" name="csrf" value="${csrf}">${inputs}${shown}</form>`;
}
