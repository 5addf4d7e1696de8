/** Which network reads: released, trained in this tab, or from a file. */

import { released } from 'virtual:released';
import { useId, useRef } from 'preact/hooks';
import { bytesText } from '../i18n/format.js';
import { type Translate, useTranslate } from '../i18n/index.js';
import { addNetwork, useApp } from '../shell/app-context.js';
import { useStore } from '../store.js';
import type { NetworkChoice } from './protocol.js';

const keyOf = (choice: NetworkChoice): string => `${choice.kind}:${choice.name}`;

function nameOf(t: Translate, choice: NetworkChoice): string {
  if (choice.kind === 'trained') return t('net.trained', { name: choice.name });
  if (choice.kind === 'file') return t('net.file', { name: choice.name });
  const bytes = released.find((model) => model.name === choice.name)?.bytes ?? 0;
  return t('net.released', { name: choice.name, size: bytesText(bytes) });
}

export function NetworkMenu() {
  const t = useTranslate();
  const app = useApp();
  const networks = useStore(app.networks);
  const { network, networkStatus, networkError } = useStore(app.client.state);
  const file = useRef<HTMLInputElement>(null);
  const id = useId();

  const load = async (chosen: File): Promise<void> => {
    const source = new Uint8Array(await chosen.arrayBuffer());
    addNetwork(app, { kind: 'file', name: chosen.name.replace(/\.safetensors$/, ''), source });
  };

  return (
    <section
      class="network"
      data-testid="network"
      data-kind={network?.kind ?? 'none'}
      data-status={networkStatus}
    >
      <label for={id}>{t('net.label')}</label>
      <select
        id={id}
        class="select"
        value={network ? keyOf(network) : ''}
        disabled={networks.length === 0}
        onChange={(event) => {
          const chosen = networks.find((choice) => keyOf(choice) === event.currentTarget.value);
          if (chosen) app.client.use(chosen);
        }}
      >
        {networks.map((choice) => (
          <option key={keyOf(choice)} value={keyOf(choice)}>
            {nameOf(t, choice)}
          </option>
        ))}
      </select>
      <button type="button" class="button button-quiet" onClick={() => file.current?.click()}>
        {t('net.load')}
      </button>
      <input
        ref={file}
        class="visually-hidden"
        type="file"
        accept=".safetensors"
        tabIndex={-1}
        aria-hidden="true"
        data-testid="model-file"
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          if (chosen) void load(chosen);
          event.currentTarget.value = '';
        }}
      />
      <p class="network-note" role="status">
        {!network && t('net.missing')}
        {network && networkStatus === 'loading' && t('net.loading', { name: network.name })}
        {network && networkStatus === 'failed' && t('net.failed', { message: networkError })}
        {networkStatus === 'ready' && network?.kind === 'trained' && t('net.trainedNote')}
        {networkStatus === 'ready' && network?.kind === 'file' && t('net.fileNote')}
      </p>
    </section>
  );
}
