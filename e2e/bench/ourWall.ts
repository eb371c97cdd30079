import type { Page } from "@playwright/test";
import { signIn } from "../fixtures/glasshouse.ts";
import { pressButton, selectIncident } from "../fixtures/operate.ts";
import { type Program, startProgram } from "../fixtures/program.ts";
import { BENCH_INCIDENT } from "./benchSiteData.ts";
import type { MeasuredBrowser } from "./measuredBrowser.ts";

/** Our program on the benchmark's site, signed in, with the incident selected and nothing open. */
export interface OurWall {
  readonly program: Program;
  readonly page: Page;
  /** Asks for all cameras of the site at once; resolves with the moment of the press, UTC epoch milliseconds. */
  open(): Promise<number>;
  close(): Promise<void>;
}

export async function openOurWall(siteDir: string, browser: MeasuredBrowser): Promise<OurWall> {
  const program = await startProgram({ entry: "dist/web/main.js", args: ["--web", "--no-open", "--site", siteDir] });
  const page = await browser.openPage(program.ready.url);
  await signIn(page, "analyst");
  await selectIncident(page, BENCH_INCIDENT);
  const button = page.getByRole("button", { name: "Open wall" });
  await button.waitFor();
  return {
    program,
    page,
    open: () => pressButton(button),
    async close() {
      await page.close();
      await program.close();
    },
  };
}
