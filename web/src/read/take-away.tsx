/** Copy as text, save as CSV or JSON. */
import { useEffect, useState } from 'preact/hooks';
import { useTranslate } from '../i18n/index.js';
import { copyText, saveFile } from '../shell/save-file.js';
import { toCsv, toJson, toText } from './export.js';
import { openCount } from './order.js';
import type { PageState } from './state.js';

/** How long the page says that it copied. */
const SAID_MS = 4000;

export function TakeAway({ pages, onSaved }: { pages: readonly PageState[]; onSaved: () => void }) {
  const t = useTranslate();
  const [said, setSaid] = useState('');
  const ready = pages.filter(({ status }) => status === 'done');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(''), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);

  const say = (text: string): void => {
    const open = openCount(ready);
    setSaid(open > 0 ? `${text} ${t('read.stillOpen', { n: open })}` : text);
    onSaved();
  };
  const copy = async (): Promise<void> => {
    if (await copyText(toText(ready))) say(t('read.copied'));
    else setSaid(t('read.notCopied'));
  };
  const save = (content: string, name: string, type: string): void => {
    saveFile(content, name, type);
    say(t('read.saved', { name }));
  };
  return (
    <span class="take-away">
      <span class="take-away-said" role="status">
        {said}
      </span>
      <button type="button" class="button" disabled={ready.length === 0} data-testid="copy" onClick={copy}>
        {t('read.copy')}
      </button>
      <button
        type="button"
        class="button"
        disabled={ready.length === 0}
        data-testid="csv"
        onClick={() => save(toCsv(ready), 'readings.csv', 'text/csv')}
      >
        CSV
      </button>
      <button
        type="button"
        class="button"
        disabled={ready.length === 0}
        data-testid="json"
        onClick={() => save(toJson(ready, new Date().toISOString()), 'readings.json', 'application/json')}
      >
        JSON
      </button>
    </span>
  );
}
