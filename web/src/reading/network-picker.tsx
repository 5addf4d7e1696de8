/** A choice of networks, or one from a file. Knows no worker. */
import { released } from 'virtual:released';
import { useId, useRef } from 'preact/hooks';
import { bytesText } from '../i18n/format.js';
import { type Translate, useTranslate } from '../i18n/index.js';
import type { NetworkChoice } from './protocol.js';

interface NetworkPickerProps {
  readonly networks: readonly NetworkChoice[];
  readonly current: NetworkChoice | null;
  readonly status: string;
  readonly note: string;
  readonly label: string;
  readonly testId: string;
  readonly onChoose: (choice: NetworkChoice) => void;
  readonly onFile: (choice: NetworkChoice) => void;
}

const keyOf = (choice: NetworkChoice): string => `${choice.kind}:${choice.name}`;

function nameOf(t: Translate, choice: NetworkChoice): string {
  if (choice.kind === 'trained') return t('net.trained', { name: choice.name });
  if (choice.kind === 'file') return t('net.file', { name: choice.name });
  const bytes = released.find((model) => model.name === choice.name)?.bytes ?? 0;
  return t('net.released', { name: choice.name, size: bytesText(bytes) });
}

export function NetworkPicker({ networks, current, status, note, label, testId, ...on }: NetworkPickerProps) {
  const t = useTranslate();
  const file = useRef<HTMLInputElement>(null);
  const id = useId();

  const load = async (chosen: File): Promise<void> => {
    const source = new Uint8Array(await chosen.arrayBuffer());
    on.onFile({ kind: 'file', name: chosen.name.replace(/\.safetensors$/, ''), source });
  };

  return (
    <section class="network" data-testid={testId} data-kind={current?.kind ?? 'none'} data-status={status}>
      <label for={id}>{label}</label>
      {networks.length > 0 && (
        <select
          id={id}
          class="select"
          value={current ? keyOf(current) : ''}
          onChange={(event) => {
            const chosen = networks.find((choice) => keyOf(choice) === event.currentTarget.value);
            if (chosen) on.onChoose(chosen);
          }}
        >
          {networks.map((choice) => (
            <option key={keyOf(choice)} value={keyOf(choice)}>
              {nameOf(t, choice)}
            </option>
          ))}
        </select>
      )}
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
        data-testid={`${testId}-file`}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          if (chosen) void load(chosen);
          event.currentTarget.value = '';
        }}
      />
      <p class="network-note" role="status">
        {note}
      </p>
    </section>
  );
}
