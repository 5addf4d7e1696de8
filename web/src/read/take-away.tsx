/** Copy as text, save as CSV or JSON. */
import { useState } from 'preact/hooks';
import { useTranslate } from '../i18n/index.js';
import { copyText, saveFile } from '../shell/save-file.js';
import { toCsv, toJson, toText } from './export.js';
import { openCount } from './order.js';
import type { PageState } from './state.js';

export function TakeAway({ pages, onSaved }: { pages: readonly PageState[]; onSaved: () => void }) {
  const t = useTranslate();
  const [said, setSaid] = useState({ text: '', of: pages });
  const ready = pages.filter(({ status }) => status === 'done');
  const say = (text: string): void => {
    const open = openCount(ready);
    setSaid({ text: open > 0 ? `${text} ${t('read.stillOpen', { n: open })}` : text, of: pages });
    onSaved();
  };
  const copy = async (): Promise<void> => {
    if (await copyText(toText(ready))) say(t('read.copied'));
    else setSaid({ text: t('read.notCopied'), of: pages });
  };
  const save = (content: string, name: string, type: string): void => {
    saveFile(content, name, type);
    say(t('read.saved', { name }));
  };
  return (
    <span class="take-away">
      <span class="take-away-said" role="status">
        {/* Until something is corrected or read: then it is no longer true. */}
        {said.of === pages && said.text}
      </span>
      <button type="button" class="button" disabled={ready.length === 0} data-testid="copy" onClick={copy}>
        {t('read.copy')}
      </button>
      <button
        type="button"
        class="button"
        disabled={ready.length === 0}
        data-testid="csv"
        aria-label={t('read.saveAs', { type: 'CSV' })}
        onClick={() => save(toCsv(ready), 'readings.csv', 'text/csv')}
      >
        CSV
      </button>
      <button
        type="button"
        class="button"
        disabled={ready.length === 0}
        data-testid="json"
        aria-label={t('read.saveAs', { type: 'JSON' })}
        onClick={() => save(toJson(ready, new Date().toISOString()), 'readings.json', 'application/json')}
      >
        JSON
      </button>
    </span>
  );
}
