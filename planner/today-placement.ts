/**
 * Where the estate stands today, in hosts of the targets: as the request says it, or as its workloads' `runsOn` hosts
 * match the targets. Hosts of a type are numbered by their ids, and go to the first target of that type; hosts of no
 * target's type are left out, and so what stands on them has no place yet.
 */
import { type CurrentPlace, type InputProblem, type PlanRequest, hostIdOf, targetId } from "./contract/index.ts";
import type { HostPlace } from "./move/index.ts";
import { nearestName } from "./contract/nearest-name.ts";
import type { Estate } from "./size/index.ts";

/** Target and number of a host id; undefined = no host of these targets. @param targets ids, in order */
export function placeOfHost(host: string, targets: readonly string[]): HostPlace | undefined {
  const slash = host.lastIndexOf("/");
  const type = targets.indexOf(host.slice(0, slash));
  const digits = host.slice(slash + 1);
  return type < 0 || !/^[1-9][0-9]{0,6}$/.test(digits) ? undefined : { type, number: Number(digits) };
}

/** Today's placement by `runsOn`, for the workloads to be packed. */
function byRunsOn({ workloads, today, targets }: Estate): readonly CurrentPlace[] {
  const numbers = targets.map(() => 0);
  const idOf = new Map<string, string>();
  for (const [id, { type }] of today) {
    const t = targets.findIndex(({ hostType }) => hostType.id === type?.id);
    if (t < 0) continue;
    numbers[t] = (numbers[t] ?? 0) + 1;
    idOf.set(id, hostIdOf(targets[t]?.id ?? "", numbers[t] ?? 0));
  }
  return workloads.flatMap(({ workload }) => {
    const host = idOf.get(workload.runsOn ?? "");
    return host === undefined ? [] : [{ workload: workload.id, host }];
  });
}

/** [workload] where it stands today, undefined = on no host of a target. */
export function homesOf(estate: Estate): readonly (HostPlace | undefined)[] {
  const places = estate.request.current ?? byRunsOn(estate);
  const targets = estate.targets.map(({ id }) => id);
  const hostOf = new Map(places.map(({ workload, host }) => [workload, host]));
  return estate.workloads.map(({ workload }) => {
    const host = hostOf.get(workload.id);
    return host === undefined ? undefined : placeOfHost(host, targets);
  });
}

const MOVE_FIELDS = ["movePrice", "maxMoves", "movesPerHost", "moveMbps"] as const;

/** What is wrong with what a request says of today and of moves. */
export function moveProblems(request: PlanRequest): readonly InputProblem[] {
  const { goals, current } = request;
  if (goals.objective !== "moves") {
    const given = [
      ...MOVE_FIELDS.filter((field) => goals[field] !== undefined).map((field) => `/goals/${field}`),
      ...(current === undefined ? [] : ["/current"]),
    ];
    const detail = 'says something of moves, but the objective is not "moves"';
    return given.map((pointer) => ({ pointer, code: "needs-objective-moves", detail }));
  }
  if (current === undefined) {
    if (request.workloads.some(({ runsOn }) => runsOn !== undefined)) return [];
    const detail = 'objective "moves" needs to know where workloads stand today: `current`, or their `runsOn`';
    return [{ pointer: "/current", code: "no-current-placement", detail }];
  }
  return currentProblems(request, current);
}

function currentProblems(request: PlanRequest, current: readonly CurrentPlace[]): readonly InputProblem[] {
  const targets = request.targets.map(targetId);
  const known = new Set(request.workloads.map(({ id }) => id));
  const seen = new Set<string>();
  return current.flatMap(({ workload, host }, i) => {
    const found: InputProblem[] = [];
    if (!known.has(workload)) {
      const detail = `"${workload}" is no workload of the request`;
      found.push({ pointer: `/current/${i}/workload`, code: "unknown-workload", detail });
    }
    if (seen.has(workload)) {
      const detail = `"${workload}" stands in two places`;
      found.push({ pointer: `/current/${i}/workload`, code: "duplicate", detail });
    }
    seen.add(workload);
    if (placeOfHost(host, targets) === undefined) {
      const near = nearestName(host.slice(0, host.lastIndexOf("/")), targets);
      const meant = near === undefined ? "" : `; did you mean "${near}/…"?`;
      const detail = `"${host}" is no host of a target, such as "${targets[0] ?? ""}/1"${meant}`;
      found.push({ pointer: `/current/${i}/host`, code: "unknown-place", detail });
    }
    return found;
  });
}
