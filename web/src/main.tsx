/** Starts the page: the reading worker first, so that the network loads while the page is drawn. */

import { firstModel, released } from 'virtual:released';
import { render } from 'preact';
import { Page } from './app.js';
import { createDrawing } from './draw/drawing.js';
import { startLanguage } from './i18n/index.js';
import { createReadingClient } from './reading/client.js';
import type { NetworkChoice } from './reading/protocol.js';
import { type App, AppContext } from './shell/app-context.js';
import { startRoute } from './shell/route.js';
import { startTheme } from './shell/theme.js';
import { createStore } from './store.js';
import './styles/page.css';

const worker = new Worker(new URL('./reading/worker.ts', import.meta.url), { type: 'module' });
const client = createReadingClient(worker);
const releasedFor = (reads: 'digit' | 'line'): NetworkChoice[] =>
  released
    .filter((model) => model.reads === reads)
    .map(({ name, path }) => ({ kind: 'released', name, source: new URL(path, document.baseURI).href }));
const networks = releasedFor('digit');
const first = networks.find(({ name }) => name === firstModel);
if (first) client.use(first);

startTheme();
startLanguage();
startRoute();
const drawing = createDrawing();
drawing.subscribe(() => {
  if (drawing.strokes.length === 0) client.forget();
  else client.readStrokes(drawing.strokes);
});
const app: App = {
  drawing,
  client,
  networks: createStore<readonly NetworkChoice[]>(networks),
  lineNetworks: createStore<readonly NetworkChoice[]>(releasedFor('line')),
  inbox: createStore<readonly File[]>([]),
};
const root = document.getElementById('app');
if (!root)
  throw new Error(
    'Expected an element #app in the page but received none: index.html is not the one of this build.',
  );
render(
  <AppContext.Provider value={app}>
    <Page />
  </AppContext.Provider>,
  root,
);
