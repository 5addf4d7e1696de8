/** The reading: the digit, how sure, the reasons, a bar a class, what the network saw. */
import { useEffect, useState } from 'preact/hooks';
import { chance } from '../i18n/format.js';
import { type Translate, useTranslate } from '../i18n/index.js';
import type { ReadingState } from '../reading/client.js';
import type { ReadingShown } from '../reading/protocol.js';
import { Bars } from './bars.js';
import { InkCanvas } from './ink-canvas.js';
import { candidates, readerText, runnersUp, VERDICT_WORDS, type Verdict, verdictOf } from './verdict.js';

/** A reading is spoken once it has stood still this long; it changes with every move of the pen. */
const SETTLED_MS = 700;

export function Result({ state, hasInput }: { state: ReadingState; hasInput: boolean }) {
  const t = useTranslate();
  const verdict = verdictOf(state, hasInput);
  const reading = hasInput ? state.reading : null;
  const spoken = useSettled(spokenText(t, verdict, reading, state));
  return (
    <section
      class={`result result-${verdict}`}
      aria-labelledby="result-title"
      data-testid="result"
      data-verdict={verdict}
      data-busy={state.isBusy}
    >
      <h2 id="result-title" class="visually-hidden">
        {t('result.title')}
      </h2>
      <div class="reading">
        <p class="reading-digit" data-testid="digit">
          {glyph(verdict, reading)}
        </p>
        <div class="reading-words">
          <p class="reading-verdict" data-testid="verdict">
            {t(VERDICT_WORDS[verdict])}
          </p>
          <p class="reading-detail">{detail(t, verdict, reading, state)}</p>
          {reading && <Reasons reading={reading} />}
        </div>
      </div>
      <Bars
        classes={reading?.classes ?? []}
        best={verdict === 'read' && reading ? reading.text : verdict === 'notDigit' ? '' : null}
      />
      <div class="evidence">
        <figure class="seen">
          <InkCanvas
            ink={reading?.seen ?? null}
            label={reading ? t('result.seenAlt') : t('result.seenEmpty')}
            testId="seen"
          />
        </figure>
        <div class="evidence-words">
          <h3>{t('result.seen')}</h3>
          <p class="quiet">{t('result.seenHint')}</p>
          <Alternatives reading={verdict === 'read' || verdict === 'unsure' ? reading : null} />
          <p class="quiet time" data-testid="time">
            {reading
              ? t('result.time', { ms: reading.ms < 10 ? reading.ms.toFixed(1) : Math.round(reading.ms) })
              : ''}
          </p>
        </div>
      </div>
      <p class="visually-hidden" aria-live="polite" data-testid="spoken">
        {spoken}
      </p>
    </section>
  );
}

function glyph(verdict: Verdict, reading: ReadingShown | null): string {
  if (verdict === 'read') return reading?.text ?? '';
  if (verdict === 'unsure') return '?';
  return verdict === 'nothing' || verdict === 'starting' || verdict === 'missing' ? '' : '–';
}

function list(t: Translate, texts: readonly string[]): string {
  return texts.map((text) => (text === '' ? t('result.none') : text)).join(t('result.or'));
}

function detail(t: Translate, verdict: Verdict, reading: ReadingShown | null, state: ReadingState): string {
  if (verdict === 'nothing') return t('result.nothingHint');
  if (verdict === 'missing') return t('net.missing');
  if (verdict === 'failed') return t('net.failed', { message: state.networkError });
  if (state.error) return readerText(t, 'error', state.error);
  if (!reading) return '';
  if (verdict === 'read') return t('result.confidence', { percent: chance(reading.confidence) });
  if (verdict === 'unsure') return t('result.perhaps', { list: list(t, candidates(reading)) });
  return '';
}

function spokenText(
  t: Translate,
  verdict: Verdict,
  reading: ReadingShown | null,
  state: ReadingState,
): string {
  if (!reading)
    return verdict === 'failed' || verdict === 'unusable' ? detail(t, verdict, reading, state) : '';
  if (verdict === 'read')
    return t('result.announce.read', { text: reading.text, percent: chance(reading.confidence) });
  if (verdict === 'unsure') return t('result.announce.unsure', { list: list(t, candidates(reading)) });
  if (verdict === 'notDigit') return t('result.announce.notDigit');
  return [
    t(VERDICT_WORDS[verdict]),
    ...reading.reasons.map((reason) => readerText(t, 'reason', reason)),
  ].join('. ');
}

function Reasons({ reading }: { reading: ReadingShown }) {
  const t = useTranslate();
  if (reading.reasons.length === 0) return null;
  return (
    <ul class="reasons" data-testid="reasons">
      {reading.reasons.map((reason) => (
        <li key={reason.code}>{readerText(t, 'reason', reason)}</li>
      ))}
    </ul>
  );
}

function Alternatives({ reading }: { reading: ReadingShown | null }) {
  const t = useTranslate();
  if (!reading) return null;
  const others = runnersUp(reading);
  return (
    <p class="alternatives" data-testid="alternatives">
      {others.length === 0 ? (
        <span class="quiet">{t('result.noAlternatives')}</span>
      ) : (
        <>
          <span class="quiet">{t('result.alternatives')} </span>
          {others.map(({ text, confidence }) => (
            <span key={text} class="alternative">
              <b>{text === '' ? t('result.none') : text}</b> {chance(confidence)}
            </span>
          ))}
        </>
      )}
    </p>
  );
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
