/** The simulated core: event heap, a large host under a real scheduler, a host with I/O. */
import { creditHost } from "./credit-host.ts";
import { holdModel } from "./hold.ts";
import { ioHost } from "./io-host.ts";

holdModel();
creditHost();
ioHost();
