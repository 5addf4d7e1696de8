/** Which network reads what is drawn: released, trained in this tab, or from a file. */
import { type Translate, useTranslate } from '../i18n/index.js';
import { addNetwork, useApp } from '../shell/app-context.js';
import { useStore } from '../store.js';
import type { ReadingState } from './client.js';
import { NetworkPicker } from './network-picker.js';

export function NetworkMenu() {
  const t = useTranslate();
  const app = useApp();
  const networks = useStore(app.networks);
  const state = useStore(app.client.state);
  return (
    <NetworkPicker
      networks={networks}
      current={state.network}
      status={state.networkStatus}
      note={noteOf(t, state)}
      label={t('net.label')}
      testId="network"
      onChoose={(choice) => app.client.use(choice)}
      onFile={(choice) => addNetwork(app, choice)}
    />
  );
}

function noteOf(t: Translate, { network, networkStatus, networkError }: ReadingState): string {
  if (!network) return t('net.missing');
  if (networkStatus === 'loading') return t('net.loading', { name: network.name });
  if (networkStatus === 'failed') return t('net.failed', { message: networkError });
  if (networkStatus !== 'ready' || network.kind === 'released') return '';
  return t(network.kind === 'trained' ? 'net.trainedNote' : 'net.fileNote');
}
