/** Which network reads the lines. */
import { readerText } from '../draw/verdict.js';
import { type Translate, useTranslate } from '../i18n/index.js';
import { NetworkPicker } from '../reading/network-picker.js';
import type { NetworkChoice } from '../reading/protocol.js';
import type { ReadState } from './state.js';

interface LineNetworkProps {
  readonly state: ReadState;
  readonly networks: readonly NetworkChoice[];
  readonly current: NetworkChoice | null;
  readonly onChoose: (choice: NetworkChoice) => void;
  readonly onFile: (choice: NetworkChoice) => void;
}

export function LineNetwork({ state, current, ...rest }: LineNetworkProps) {
  const t = useTranslate();
  return (
    <NetworkPicker
      {...rest}
      current={current}
      status={state.network}
      note={noteOf(t, state, current)}
      label={t('read.network.label')}
      testId="line-network"
    />
  );
}

function noteOf(t: Translate, { network, networkError }: ReadState, current: NetworkChoice | null): string {
  if (network === 'loading') return t('net.loading', { name: current?.name ?? '' });
  if (network === 'failed' && networkError)
    return t('net.failed', { message: readerText(t, 'error', networkError) });
  return current?.kind === 'file' && network === 'ready' ? t('net.fileNote') : '';
}
