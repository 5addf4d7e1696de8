/** The confusion matrix as a table: the darker a mistake, the more often it was made. */
import { useTranslate } from '../i18n/index.js';
import type { Evaluation } from './protocol.js';

export function Confusion({ evaluation }: { evaluation: Evaluation }) {
  const t = useTranslate();
  const { labels, confusion } = evaluation;
  // The last column counts images in which nothing was found to read.
  const classes = [...labels.map((label) => label || t('result.noneShort')), '–'].map((name, i) => ({
    name,
    i,
  }));
  const rows = classes.filter(({ i }) => confusion[i]?.some((count) => count > 0));
  const columns = classes.filter(
    ({ i }) => rows.some((row) => row.i === i) || confusion.some((row) => row[i]),
  );
  const mistakes = confusion.flatMap((row, i) => row.filter((_, j) => i !== j));
  const most = Math.max(1, ...mistakes);
  return (
    <div class="confusion">
      <table>
        <caption>
          <span class="caption-title">{t('train.confusion')}</span>
          <span class="quiet">{t('train.confusionHint')}</span>
        </caption>
        <thead>
          <tr>
            <td />
            {columns.map(({ name, i }) => (
              <th key={i} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, i }) => (
            <tr key={i}>
              <th scope="row">{name}</th>
              {columns.map(({ i: j }) => (
                <Cell key={j} count={confusion[i]?.[j] ?? 0} isRight={i === j} most={most} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ count, isRight, most }: { count: number; isRight: boolean; most: number }) {
  if (isRight) return <td class="confusion-right">{count}</td>;
  if (count === 0)
    return (
      <td>
        <span class="confusion-zero">·</span>
      </td>
    );
  const share = Math.round(45 * (0.15 + (0.85 * count) / most));
  return (
    <td class="confusion-wrong" style={{ '--share': `${share}%` }}>
      {count}
    </td>
  );
}
