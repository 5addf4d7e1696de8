/** What all views share: the drawing, the reading client and the networks to choose from. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Drawing } from '../draw/drawing.js';
import type { ReadingClient } from '../reading/client.js';
import type { NetworkChoice } from '../reading/protocol.js';
import type { Store } from '../store.js';

export interface App {
  readonly drawing: Drawing;
  readonly client: ReadingClient;
  /** Released ones first, then what was trained or loaded in this tab. */
  readonly networks: Store<readonly NetworkChoice[]>;
  /** Networks that read whole lines. */
  readonly lineNetworks: Store<readonly NetworkChoice[]>;
  /** Files that came to another view and are for the Read view. */
  readonly inbox: Store<readonly File[]>;
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app)
    throw new Error('Expected an app for the view but received none: wrap it in AppContext.Provider.');
  return app;
}

/** Adds a network under its name (the newest of a name wins) and reads with it. */
export function addNetwork({ networks, client }: App, choice: NetworkChoice): void {
  const others = networks.get().filter((known) => known.kind !== choice.kind || known.name !== choice.name);
  networks.set([...others, choice]);
  client.use(choice);
}
