import { replan, wavesOf, waveFaults } from "#planner/move/index.ts";
import { estateProblem } from "./estate.ts";
import { consolidation, maintenance } from "./replan-cases.ts";
import { PACKERS } from "#planner/pack/index.ts";
const t=(n:string,f:()=>any)=>{const b=process.cpuUsage();const r=f();const c=process.cpuUsage(b);console.log(n,((c.user+c.system)/1e6).toFixed(2),'s CPU', Math.round(process.memoryUsage().rss/1e6),'MB');return r;};
const opt={maxMoves:Infinity,effort:2,stopped:()=>false};
// tight drain: shrink hosts
for (const f of [] as number[]) {
  const q=maintenance();
  const ty=q.problem.types[0]!;
  // scale host capacity so estate fill = 71%/f, today's placement made valid by first-fit on fewer VMs
  const cap=Math.floor(56*f), mem=Math.floor(112*f);
  const used=Array.from({length:1000},()=>[0,0]);
  const problem={...q.problem,types:[{...ty,capacity:Float64Array.of(cap),room:Float64Array.of(mem)}]};
  const a=t(`tight ${f} fill ${(40000/(cap*950)).toFixed(3)}`,()=>replan({...q,problem},{...opt,maxMoves:0}));
  const un=[...a.solution.binOf].filter((b:number)=>b<0).length;
  console.log(a.chosen,'unplaced',un, a.moves.length);
}
for (const [n,s] of [[100000,24]] as const) {
  const p=estateProblem({items:n,slots:s,seed:1,isPriced:false});
  // today: one type (large) first fit by claims of vcpus ~ by peak sum: random spread
  const types=[p.types[2]!];
  const q0={...p,types};
  const home:any[]=[];
  const per=Math.floor(n/ (n/12));
  for(let i=0;i<n;i++) home.push({type:0,number:1+Math.floor(((i*7919)%n)/per)});
  const q={problem:q0,home,price:new Float64Array(n).fill(1)};
  const a=t(`${n}x${s}`,()=>replan(q,opt));
  console.log(a.chosen,a.curve.length,a.curve[0]);
  t('waves',()=>{const w=wavesOf({problem:q0,home,solution:a.solution,mostPerHost:8});console.log(w.length);});
}
