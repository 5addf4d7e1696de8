/** What digitry is, that it is private, how well it reads. */
import { metrics } from 'virtual:metrics';
import { grouped, percent } from '../i18n/format.js';
import { useTranslate } from '../i18n/index.js';
import '../styles/train.css';
import { accuracyRows } from './accuracy.js';

export function AboutView() {
  const t = useTranslate();
  const rows = accuracyRows(metrics);
  return (
    <article class="about">
      <h1>{t('about.title')}</h1>
      <p>{t('about.what')}</p>
      <h2>{t('about.privateTitle')}</h2>
      <p>{t('about.private')}</p>
      <h2>{t('about.howTitle')}</h2>
      <ol>
        <li>{t('about.how1')}</li>
        <li>{t('about.how2')}</li>
        <li>{t('about.how3')}</li>
        <li>{t('about.how4')}</li>
      </ol>
      <h2>{t('about.accuracyTitle')}</h2>
      {rows.length === 0 ? (
        <p class="quiet">{t('about.noMetrics')}</p>
      ) : (
        <>
          <p>{t('about.accuracyNote')}</p>
          <div class="table-frame">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('about.network')}</th>
                  <th scope="col">{t('about.measuredOn')}</th>
                  <th scope="col">{t('about.images')}</th>
                  <th scope="col">{t('about.accuracy')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={`${row.network} ${row.set}`}>
                    <td>{row.network}</td>
                    <td>{row.set}</td>
                    <td>{grouped(row.n)}</td>
                    <td>{percent(row.accuracy, 2)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <h2>{t('about.limitsTitle')}</h2>
      <p>{t('about.limits')}</p>
      <h2>{t('about.sourcesTitle')}</h2>
      <p>{t('about.sources')}</p>
    </article>
  );
}
