import { z } from "zod";

/**
 * Import this before any schema where a page's policy forbids making code from text: zod then interprets its schemas
 * and does not even probe for `new Function`, a probe that would be reported as a violation.
 */
z.config({ jitless: true });
