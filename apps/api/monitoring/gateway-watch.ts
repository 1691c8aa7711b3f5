import { Inject, Injectable } from '@nestjs/common';
import { type DossierGateway, GATEWAY } from '../parts.js';

type Health = Awaited<ReturnType<DossierGateway['health']>>;

const FRESH_MS = 5_000;
const PATIENCE_MS = 500;
const UNREACHABLE: Health = { reachable: false, pollers: undefined };

/** Knows how Temporal was when it was last asked, so that nobody who asks waits long for a server that is down. */
@Injectable()
export class GatewayWatch {
  private last: Health = UNREACHABLE;
  private askedAt = -Infinity;
  private asking: Promise<unknown> | undefined;

  constructor(@Inject(GATEWAY) private readonly gateway: DossierGateway) {}

  /** Health a few seconds old at most, or the last known when the server takes its time. */
  async health(): Promise<Health> {
    if (performance.now() - this.askedAt > FRESH_MS) {
      this.asking ??= this.ask();
      await Promise.race([this.asking, patience()]);
    }
    return this.last;
  }

  private async ask(): Promise<void> {
    try {
      this.last = await this.gateway.health();
    } catch {
      this.last = UNREACHABLE;
    }
    this.askedAt = performance.now();
    this.asking = undefined;
  }
}

function patience(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS).unref();
  });
}
