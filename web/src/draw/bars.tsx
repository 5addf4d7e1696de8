/** One bar a class, in the order of the classes. */
import { chance } from '../i18n/format.js';
import { useTranslate } from '../i18n/index.js';
import type { ClassChance } from '../reading/protocol.js';

const NO_READING: readonly ClassChance[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ''].map(
  (text) => ({
    text,
    confidence: 0,
  }),
);

export function Bars({ classes, best }: { classes: readonly ClassChance[]; best: string | null }) {
  const t = useTranslate();
  const shown = classes.length > 0 ? classes : NO_READING;
  return (
    <ol class="bars" aria-label={t('result.bars')}>
      {shown.map(({ text, confidence }) => (
        <li
          key={text}
          class={text === best ? 'bar bar-best' : 'bar'}
          aria-label={`${text === '' ? t('result.none') : text}: ${chance(confidence)}`}
        >
          <span class="bar-value" aria-hidden="true">
            {confidence >= 0.01 ? Math.min(confidence < 1 ? 99 : 100, Math.round(confidence * 100)) : ''}
          </span>
          <span class="bar-track" aria-hidden="true">
            <span class="bar-fill" style={{ '--share': String(confidence) }} />
          </span>
          <span class={text === '' ? 'bar-label bar-label-none' : 'bar-label'} aria-hidden="true">
            {text === '' ? t('result.noneShort') : text}
          </span>
        </li>
      ))}
    </ol>
  );
}
