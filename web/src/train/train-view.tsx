/** "Train it here": a network learns MNIST in a worker of this tab, and can be drawn with afterwards. */
import { useMemo, useState } from 'preact/hooks';
import { useTranslate } from '../i18n/index.js';
import { addNetwork, useApp } from '../shell/app-context.js';
import { goTo } from '../shell/route.js';
import { saveFile } from '../shell/save-file.js';
import { useStore } from '../store.js';
import '../styles/train.css';
import { createTrainingClient, type Stage } from './client.js';
import { Outcome } from './outcome.js';
import { Progress } from './progress.js';
import { RECIPES } from './recipe-list.js';
import { SettingsForm, type Wanted } from './settings-form.js';

const BUSY: ReadonlySet<Stage> = new Set(['data', 'preparing', 'running', 'evaluating']);

const startWorker = (): Worker => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

function mostThreads(): number {
  return globalThis.crossOriginIsolated ? Math.min(8, navigator.hardwareConcurrency || 1) : 1;
}

/** One thread is left to the page. */
function firstWanted(): Wanted {
  const first = RECIPES[0];
  return {
    recipe: first?.name ?? '',
    epochs: first?.epochs ?? 1,
    threads: Math.max(1, Math.min(4, mostThreads() - 1)),
  };
}

export function TrainView() {
  const t = useTranslate();
  const app = useApp();
  const client = useMemo(() => createTrainingClient(startWorker), []);
  const state = useStore(client.state);
  const [wanted, setWanted] = useState(firstWanted);
  const isBusy = BUSY.has(state.stage);

  const start = (): void => {
    client.start({ ...wanted, dataUrl: new URL('data/', document.baseURI).href });
  };
  const draw = (): void => {
    if (!state.model || !state.settings) return;
    addNetwork(app, { kind: 'trained', name: state.settings.recipe, source: state.model });
    goTo('draw');
  };
  const download = (): void => {
    if (state.model && state.settings)
      saveFile(state.model as Uint8Array<ArrayBuffer>, `${state.settings.recipe}.safetensors`);
  };

  return (
    <div class="train">
      <h1>{t('train.title')}</h1>
      <p class="lead">{t('train.lead')}</p>
      <div class="card">
        <SettingsForm
          wanted={wanted}
          isLocked={isBusy || state.stage === 'stopped'}
          mostThreads={mostThreads()}
          onChange={setWanted}
        />
        <div class="actions">
          {!isBusy && state.stage !== 'stopped' && (
            <button type="button" class="button button-main" data-testid="start" onClick={start}>
              {t('train.start')}
            </button>
          )}
          {isBusy && (
            <button
              type="button"
              class="button button-main"
              data-testid="stop"
              disabled={state.stage !== 'running'}
              onClick={() => client.stop()}
            >
              {t('train.stop')}
            </button>
          )}
          {state.stage === 'stopped' && (
            <button
              type="button"
              class="button button-main"
              data-testid="continue"
              onClick={() => client.continue()}
            >
              {t('train.continue')}
            </button>
          )}
          {(isBusy || state.stage === 'stopped') && (
            <button type="button" class="button" data-testid="discard" onClick={() => client.reset()}>
              {t('train.discard')}
            </button>
          )}
          {isBusy && <p class="quiet">{t('train.keepOpen')}</p>}
        </div>
      </div>
      {state.stage === 'failed' && (
        <p class="alert" role="alert">
          {state.failedPart === 'data' ? t('train.dataFailed', { message: state.error }) : state.error}
        </p>
      )}
      {state.stage !== 'idle' && <Progress state={state} />}
      {state.evaluation && <Outcome evaluation={state.evaluation} onDraw={draw} onDownload={download} />}
    </div>
  );
}
