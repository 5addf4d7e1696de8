/** The mistakes that the network was most sure of, as pictures. */
import { InkCanvas } from '../draw/ink-canvas.js';
import { chance } from '../i18n/format.js';
import { useTranslate } from '../i18n/index.js';
import type { Misreading } from './protocol.js';

export function Worst({ misreadings }: { misreadings: readonly Misreading[] }) {
  const t = useTranslate();
  return (
    <section class="worst" aria-labelledby="worst-title">
      <h3 id="worst-title">{t('train.worst')}</h3>
      <p class="quiet">{misreadings.length === 0 ? t('train.noWorst') : t('train.worstHint')}</p>
      <ul>
        {misreadings.map((one, index) => {
          const read = one.read === '' ? t('result.noneShort') : one.read;
          const words = t('train.worstItem', {
            written: one.written,
            read,
            percent: chance(one.confidence),
          });
          return (
            <li key={index}>
              <InkCanvas ink={one.seen} label={words} />
              <span aria-hidden="true">
                {one.written} → <b>{read}</b>
              </span>
              <span class="quiet" aria-hidden="true">
                {chance(one.confidence)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
