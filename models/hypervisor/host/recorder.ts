/**
 * What happened when: every turn inside one window for the Gantt chart, and per bucket of the whole run how much each
 * guest ran. Bounded: the window keeps so many turns and then says that it is cut.
 */
export const MOST_TURNS = 20_000;

export interface RecorderParts {
  readonly window: { readonly fromNs: number; readonly lengthNs: number };
  readonly durationNs: number;
  readonly buckets: number;
  readonly guests: number;
  readonly guestOf: (vcpu: number) => number;
}

export class Recorder {
  readonly turns: [number, number, number, number][] = [];
  isCut = false;
  readonly bucketNs: number;
  /** Ns run, and ns ready or co-stopped, per guest and bucket, guest by guest. */
  readonly ranNs: Float64Array;
  readonly readyNs: Float64Array;

  private readonly parts: RecorderParts;

  constructor(parts: RecorderParts) {
    this.parts = parts;
    this.bucketNs = parts.durationNs / parts.buckets;
    this.ranNs = new Float64Array(parts.guests * parts.buckets);
    this.readyNs = new Float64Array(parts.guests * parts.buckets);
  }

  /** A vCPU was on a CPU for this stretch. */
  ran(cpu: number, vcpu: number, fromNs: number, toNs: number): void {
    const guest = this.parts.guestOf(vcpu);
    this.spread(this.ranNs, guest, fromNs, toNs);
    const { fromNs: start, lengthNs } = this.parts.window;
    if (lengthNs === 0 || toNs <= start || fromNs >= start + lengthNs || toNs <= fromNs) return;
    if (this.turns.length >= MOST_TURNS) {
      this.isCut = true;
      return;
    }
    this.turns.push([cpu, guest, Math.max(fromNs, start), Math.min(toNs, start + lengthNs)]);
  }

  /** A vCPU was ready or co-stopped for this stretch. */
  waited(vcpu: number, fromNs: number, toNs: number): void {
    this.spread(this.readyNs, this.parts.guestOf(vcpu), fromNs, toNs);
  }

  private spread(into: Float64Array, guest: number, fromNs: number, toNs: number): void {
    const { bucketNs } = this;
    const { buckets } = this.parts;
    const last = buckets - 1;
    let bucket = Math.min(last, Math.floor(fromNs / bucketNs));
    let at = fromNs;
    while (at < toNs) {
      const end = bucket === last ? toNs : Math.min(toNs, (bucket + 1) * bucketNs);
      const cell = guest * buckets + bucket;
      into[cell] = (into[cell] as number) + end - at;
      at = end;
      bucket++;
    }
  }
}
