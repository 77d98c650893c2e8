/** The page that describes a host to simulate, as it was filled in: kept as text, and turned into a request. */
import { type InputProblem, SimulatedGuest, SimulationRequest } from "#planner/contract/index.ts";
import { type FormFields, fieldText, fieldTexts } from "./form-fields.ts";
import { numberIn } from "./number-text.ts";

/** One line of guests. */
export interface GuestRow {
  readonly id: string;
  readonly count: string;
  readonly vcpus: string;
  readonly memoryMiB: string;
  readonly behaviour: string;
  readonly terms: string;
}

/** Every field as text. */
export interface SimulationForm {
  readonly name: string;
  readonly platform: string;
  readonly scheduler: string;
  readonly hostType: string;
  readonly seconds: string;
  readonly seed: string;
  readonly guests: readonly GuestRow[];
  readonly moveGuest: string;
  readonly moveAt: string;
  readonly moveLink: string;
}

/** A request still to be decoded, what could not be read, and the rows its guests come from. */
export interface SimulationInput {
  readonly request: Readonly<Record<string, unknown>>;
  readonly problems: readonly InputProblem[];
  /** Index of a guest in the request → index of its row. */
  readonly rowOf: readonly number[];
}

const MOST_ROWS = 100;
const FRESH_EMPTY_ROWS = 3;
const ANY_GUEST = SimulatedGuest.parse({ id: "any" });
const ANY_REQUEST = SimulationRequest.pick({ name: true, durationSeconds: true, seed: true }).parse({});

/** A row nobody has touched. */
export const EMPTY_GUEST: GuestRow = {
  id: "",
  count: String(ANY_GUEST.count),
  vcpus: String(ANY_GUEST.vcpus),
  memoryMiB: String(ANY_GUEST.memoryMiB),
  behaviour: ANY_GUEST.behaviour,
  terms: "",
};

/** Rows nobody has touched. */
export const emptyGuests = (count: number): readonly GuestRow[] => Array.from({ length: count }, () => EMPTY_GUEST);

/** The page before anybody has touched it: the contract's defaults and a first line to begin with. */
export const FRESH_SIMULATION: SimulationForm = {
  name: ANY_REQUEST.name,
  platform: "",
  scheduler: "",
  hostType: "",
  seconds: String(ANY_REQUEST.durationSeconds),
  seed: String(ANY_REQUEST.seed),
  guests: [{ ...EMPTY_GUEST, id: "web", count: "4", behaviour: "web" }, ...emptyGuests(FRESH_EMPTY_ROWS)],
  moveGuest: "",
  moveAt: "",
  moveLink: "",
};

/** The page as posted; the fields of a row are always posted together. */
export function postedSimulation(fields: FormFields): SimulationForm {
  const column = (name: string) => fieldTexts(fields, name);
  const [ids, counts, vcpus] = [column("guestId"), column("guestCount"), column("guestVcpus")];
  const [memory, behaviours, terms] = [column("guestMemory"), column("guestBehaviour"), column("guestTerms")];
  return {
    name: fieldText(fields, "name"),
    platform: fieldText(fields, "platform"),
    scheduler: fieldText(fields, "scheduler"),
    hostType: fieldText(fields, "hostType"),
    seconds: fieldText(fields, "seconds"),
    seed: fieldText(fields, "seed"),
    guests: ids.slice(0, MOST_ROWS).map((id, i) => ({
      id,
      count: counts[i] ?? "",
      vcpus: vcpus[i] ?? "",
      memoryMiB: memory[i] ?? "",
      behaviour: behaviours[i] ?? "",
      terms: terms[i] ?? "",
    })),
    moveGuest: fieldText(fields, "moveGuest"),
    moveAt: fieldText(fields, "moveAt"),
    moveLink: fieldText(fields, "moveLink"),
  };
}

const present = (record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== ""));

/** Reads texts and remembers what was wrong with them; an empty text leaves the default. */
function reader() {
  const problems: InputProblem[] = [];
  const refuse = (pointer: string, code: string, detail: string): undefined => {
    problems.push({ pointer, code, detail });
    return undefined;
  };
  const number = (text: string, pointer: string): number | undefined => {
    if (text === "") return undefined;
    return numberIn(text) ?? refuse(pointer, "not-a-number", `"${text}" is not a number`);
  };
  return { problems, refuse, number };
}

type Reader = ReturnType<typeof reader>;

/** "weight=512 cap=0": numbers and truths as such, everything else as text. */
function termsOf(text: string, pointer: string, { refuse }: Reader): Readonly<Record<string, unknown>> {
  const value = (word: string): unknown =>
    word === "true" || word === "false" ? word === "true" : (numberIn(word) ?? word);
  const terms: Record<string, unknown> = {};
  for (const word of text.split(/[\s,;]+/).filter((part) => part !== "")) {
    const at = word.indexOf("=");
    if (at < 1) refuse(pointer, "invalid", `"${word}" is not of the form key=value`);
    else terms[word.slice(0, at)] = value(word.slice(at + 1));
  }
  return terms;
}

function guestOf(row: GuestRow, at: string, read: Reader): unknown {
  return {
    id: row.id,
    ...present({
      count: read.number(row.count, `${at}/count`),
      vcpus: read.number(row.vcpus, `${at}/vcpus`),
      memoryMiB: read.number(row.memoryMiB, `${at}/memoryMiB`),
      behaviour: row.behaviour,
    }),
    terms: termsOf(row.terms, `${at}/terms`, read),
  };
}

const FIELDS = Object.keys(EMPTY_GUEST) as readonly (keyof GuestRow)[];
const isTouched = (row: GuestRow): boolean => FIELDS.some((field) => row[field] !== EMPTY_GUEST[field]);

function eventsOf(form: SimulationForm, { number, refuse }: Reader): readonly unknown[] {
  if (form.moveGuest === "" && form.moveAt === "" && form.moveLink === "") return [];
  if (form.moveAt === "") refuse("/events/0/atSeconds", "invalid", "say at which second the move begins");
  return [
    present({
      kind: "migrate",
      guest: form.moveGuest,
      atSeconds: number(form.moveAt, "/events/0/atSeconds"),
      linkMbps: number(form.moveLink, "/events/0/linkMbps"),
    }),
  ];
}

/** The posted page as a request; rows that nobody touched are left out. */
export function simulationInput(form: SimulationForm): SimulationInput {
  const read = reader();
  if (form.platform === "") read.refuse("/platform", "invalid", "choose a platform");
  if (form.hostType === "") read.refuse("/host", "invalid", "choose a host type");
  const rows = form.guests.map((row, i) => ({ row, i })).filter(({ row }) => isTouched(row));
  if (rows.length === 0) read.refuse("/guests", "invalid", "name at least one guest");
  const request = present({
    name: form.name,
    platform: form.platform,
    scheduler: form.scheduler,
    host: form.hostType,
    durationSeconds: read.number(form.seconds, "/durationSeconds"),
    seed: read.number(form.seed, "/seed"),
    guests: rows.map(({ row }, guest) => guestOf(row, `/guests/${guest}`, read)),
    events: eventsOf(form, read),
  });
  return { request, problems: read.problems, rowOf: rows.map(({ i }) => i) };
}
