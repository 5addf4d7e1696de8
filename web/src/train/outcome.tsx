/** What came out of a run: accuracy, confusion, worst misreadings, and what to do with the network. */
import { grouped, percent } from '../i18n/format.js';
import { useTranslate } from '../i18n/index.js';
import { Confusion } from './confusion.js';
import type { Evaluation } from './protocol.js';
import { Worst } from './worst.js';

interface OutcomeProps {
  readonly evaluation: Evaluation;
  readonly onDraw: () => void;
  readonly onDownload: () => void;
}

export function Outcome({ evaluation, onDraw, onDownload }: OutcomeProps) {
  const t = useTranslate();
  const { n, correct, low, high } = evaluation;
  return (
    <section class="outcome card" aria-labelledby="outcome-title" data-testid="outcome">
      <div class="outcome-head">
        <div>
          <h2 id="outcome-title">{t('train.resultTitle')}</h2>
          <p data-testid="accuracy">
            {t('train.resultLine', {
              accuracy: percent(correct / n, 2),
              correct: grouped(correct),
              n: grouped(n),
              low: percent(low, 2),
              high: percent(high, 2),
            })}
          </p>
          <p class="quiet">{t('train.resultSet')}</p>
        </div>
        <div class="actions">
          <button type="button" class="button button-main" onClick={onDraw}>
            {t('train.drawWith')}
          </button>
          <button type="button" class="button" onClick={onDownload}>
            {t('train.download')}
          </button>
        </div>
      </div>
      <div class="outcome-parts">
        <Confusion evaluation={evaluation} />
        <Worst misreadings={evaluation.worst} />
      </div>
    </section>
  );
}
