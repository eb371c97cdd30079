import { healthWords as words } from "../ui/healthWords.ts";
import type { HealthSection } from "./describeHealth.ts";

/** Addresses, `key=value` pairs as they stand in addresses, and runs as long as a token. */
const ADDRESS = /\b[a-z][a-z0-9+.-]*:\/\/\S+/giu;
const PAIR = /\b[a-z_]+=\S+/giu;
const TOKEN = /[\w-]{24,}(\.[\w-]+)*/gu;

/**
 * The health screen as plain text, to be pasted into a mail. Reasons come from elsewhere, so whatever looks like an
 * address or a token is taken out: the report leaves the room.
 */
export function writeHealthText(sections: readonly HealthSection[], clock: string): string {
  const lines = sections.flatMap(({ title, rows }) => [
    "",
    title,
    ...rows.map(({ name, word, since, why, figures }) =>
      [`- ${name}: ${[word, since, why].filter((part) => part !== "").join(" · ")}`, ...figures].join("; "),
    ),
    ...(rows.length === 0 ? [`- ${words.nothingHere}`] : []),
  ]);
  const head = `${words.reportTitle}, ${words.hubTimeAt(clock)}`;
  return [head, ...lines].join("\n").replace(ADDRESS, "…").replace(PAIR, "…").replace(TOKEN, "…");
}
