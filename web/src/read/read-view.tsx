/** "Read": pages of numbers in, readings to check, correct and take away. */
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { addStrings, useTranslate } from '../i18n/index.js';
import { readEn } from '../i18n/read-en.js';
import { readZh } from '../i18n/read-zh.js';
import type { NetworkChoice } from '../reading/protocol.js';
import { useApp } from '../shell/app-context.js';
import { listenForFiles } from '../shell/file-input.js';
import { view } from '../shell/route.js';
import { useStore } from '../store.js';
import '../styles/read.css';
import { createReadClient } from './client.js';
import { Desk } from './desk.js';
import { FileChooser } from './file-chooser.js';
import { LineNetwork } from './line-network.js';
import { Progress } from './progress.js';
import { isBusy } from './state.js';
import { TakeAway } from './take-away.js';
import { Thumbs } from './thumbs.js';

/** The released network that reads lines unless another is chosen. */
const USUAL = 'line';

addStrings({ en: readEn, zh: readZh });

const startWorker = (): Worker =>
  new Worker(new URL('./page-worker.ts', import.meta.url), { type: 'module' });

export function ReadView() {
  const t = useTranslate();
  const app = useApp();
  const client = useMemo(() => createReadClient(startWorker), []);
  const state = useStore(client.state);
  const networks = useStore(app.lineNetworks);
  const [network, setNetwork] = useState<NetworkChoice | null>(
    networks.find(({ name }) => name === USUAL) ?? networks[0] ?? null,
  );
  const [isOver, setOver] = useState(false);
  const titleId = useId();

  // What reads cells is loaded with it: the digit network that the first view has already.
  useEffect(() => {
    const digit = app.networks.get().find(({ kind }) => kind === 'released');
    client.use(network && { line: network.source, digit: digit?.source ?? null });
  }, [app, client, network]);

  useEffect(() => {
    const take = (files: readonly File[]): void => {
      if (files.length === 0) return;
      app.inbox.set([]);
      client.open(files);
    };
    take(app.inbox.get());
    return app.inbox.subscribe(take);
  }, [app, client]);

  const name = useRef('');
  name.current = t('draw.pasted');
  useEffect(
    () =>
      listenForFiles({
        isWanted: () => view.get() === 'read',
        onFiles: (files, isPasted) =>
          client.open(isPasted ? files.map((file) => renamed(file, name.current)) : files),
        onHover: setOver,
      }),
    [client],
  );

  useEffect(() => {
    if (!state.hasUnsaved) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [state.hasUnsaved]);

  const page = state.pages.find(({ id }) => id === state.page);
  const busy = isBusy(state);
  // Files may have come to nothing: then it is as at the beginning.
  const isEmpty = !busy && state.pages.length === 0;
  const clear = (): void => {
    if (!state.hasUnsaved || confirm(t('read.clearSure'))) client.clear();
  };
  const choose = (choice: NetworkChoice): void => setNetwork(choice);

  return (
    <section
      class={isOver ? 'read read-over' : 'read'}
      aria-labelledby={titleId}
      data-testid="read"
      data-network={state.network}
      data-model={state.model}
      data-busy={busy}
    >
      <div class={isEmpty ? 'read-top' : 'read-top read-top-row'}>
        <h1 id={titleId}>{t('read.title')}</h1>
        {isEmpty && <p class="lead">{t('read.lead')}</p>}
        {state.network === 'missing' && (
          <p class="alert" role="alert">
            {t('read.network.missing')}
          </p>
        )}
        <FileChooser isLarge={isEmpty} isOver={isOver} onFiles={client.open}>
          {!isEmpty && (
            <>
              {busy && (
                <button type="button" class="button" data-testid="stop-reading" onClick={client.stop}>
                  {t('read.stop')}
                </button>
              )}
              <button type="button" class="button" data-testid="clear-pages" onClick={clear}>
                {t('read.clear')}
              </button>
              <TakeAway pages={state.pages} onSaved={client.saved} />
            </>
          )}
        </FileChooser>
      </div>
      {state.documents.length > 0 && <Progress state={state} />}
      {state.pages.length > 1 && (
        <Thumbs pages={state.pages} current={state.page} onChoose={client.showPage} />
      )}
      {page && <Desk page={page} state={state} client={client} isBusy={busy} />}
      <LineNetwork
        state={state}
        networks={networks}
        current={network}
        onChoose={choose}
        onFile={(choice) => {
          app.lineNetworks.set([...networks.filter((known) => known.name !== choice.name), choice]);
          choose(choice);
        }}
      />
    </section>
  );
}

/** Pasted images are all called "image.png". */
const renamed = (file: File, name: string): File => new File([file], name, { type: file.type });
