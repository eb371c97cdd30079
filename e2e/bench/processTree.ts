import { readdirSync, readFileSync } from "node:fs";

/** Kernel clock ticks per second; 100 on every Linux this runs on. */
const TICKS_PER_S = 100;
/** Fields of /proc/PID/stat counted after the command name, which may hold spaces: parent, user and system ticks. */
const PARENT_FIELD = 1;
const USER_FIELD = 11;
const SYSTEM_FIELD = 12;

interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

function readProcess(pid: number): ProcessFacts | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = Number(fields[USER_FIELD]) + Number(fields[SYSTEM_FIELD]);
    return { pid, parent: Number(fields[PARENT_FIELD]), ticks };
  } catch {
    // It ended between listing and reading.
    return undefined;
  }
}

function readPssKb(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** A process and all its descendants. */
export function listTree(root: number): ProcessFacts[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  const tree = all.filter((facts) => facts.pid === root);
  for (let n = 0; n < tree.length; n++) tree.push(...all.filter((facts) => facts.parent === tree[n]?.pid));
  return tree;
}

export interface TreeUse {
  /** Mean number of cores busy over the time measured. */
  readonly cpuCores: number;
  /** Proportional set size at its end, 10^6 bytes: shared pages count once over the tree. */
  readonly pssMb: number;
}

const BYTES_PER_KB = 1_024;
const BYTES_PER_MB = 1_000_000;

/** Starts measuring the trees below some processes; calling the result ends it. Linux only. */
export function measureTrees(roots: readonly number[]): () => TreeUse {
  const ticks = () => roots.flatMap(listTree).reduce((sum, facts) => sum + facts.ticks, 0);
  const startedAt = performance.now();
  const before = ticks();
  return () => {
    const seconds = (performance.now() - startedAt) / 1_000;
    const pssKb = roots.flatMap(listTree).reduce((sum, facts) => sum + readPssKb(facts.pid), 0);
    return {
      cpuCores: (ticks() - before) / TICKS_PER_S / seconds,
      pssMb: (pssKb * BYTES_PER_KB) / BYTES_PER_MB,
    };
  };
}
