import { maxUnregisteredPerSender, unregisteredForgottenAfterMs } from '@yagura/contract';

export type BySender = Readonly<Record<string, readonly string[]>>;

export interface Registrations {
  /** Null when this sender may speak for this unknown component, else why not. Registers it where there is room. */
  take(sender: string, component: string, at: number): string | null;
  /** Whether it is registered, by whomever. */
  ownerOf(component: string): string | undefined;
  /** What the engine knows: it holds for all collectors. */
  adopt(bySender: BySender, now: number): void;
  all(): BySender;
}

interface Registered {
  readonly sender: string;
  lastHeard: number;
}

/** Unknown components that were accepted, each under the token that named it first. */
export function createRegistrations(): Registrations {
  const byComponent = new Map<string, Registered>();
  const counts = new Map<string, number>();

  function put(component: string, sender: string, lastHeard: number): void {
    byComponent.set(component, { sender, lastHeard });
    counts.set(sender, (counts.get(sender) ?? 0) + 1);
  }

  function drop(component: string, { sender }: Registered): void {
    byComponent.delete(component);
    counts.set(sender, (counts.get(sender) ?? 1) - 1);
  }

  return {
    take(sender, component, at) {
      const known = byComponent.get(component);
      if (known?.sender === sender) {
        known.lastHeard = at;
        return null;
      }
      if (known)
        return `${component} was registered by sender ${known.sender}; use its token, or name ${component} in the desk file`;
      if ((counts.get(sender) ?? 0) >= maxUnregisteredPerSender) {
        return `${component} is not in the desk file, and sender ${sender} has registered ${maxUnregisteredPerSender} components already; name ${component} in the desk file`;
      }
      put(component, sender, at);
      return null;
    },
    ownerOf: (component) => byComponent.get(component)?.sender,
    adopt(bySender, now) {
      const named = new Set(Object.values(bySender).flat());
      // The engine may not have read of the newest yet, so only what it would have forgotten too is dropped.
      for (const [component, registered] of byComponent)
        if (!named.has(component) && now - registered.lastHeard > unregisteredForgottenAfterMs)
          drop(component, registered);
      for (const [sender, components] of Object.entries(bySender))
        for (const component of components) if (!byComponent.has(component)) put(component, sender, now);
    },
    all() {
      const bySender: Record<string, string[]> = {};
      for (const [component, { sender }] of byComponent) (bySender[sender] ??= []).push(component);
      return bySender;
    },
  };
}
