/** More about the selected reading: what the network saw, how sure it is of each character, other readings, reasons, the rule. */
import type { ComponentChildren } from 'preact';
import { InkCanvas } from '../draw/ink-canvas.js';
import { chance } from '../i18n/format.js';
import { useTranslate } from '../i18n/index.js';
import type { GuessShown } from './protocol.js';
import { placeName, STANDING_WORDS, whys } from './reading-words.js';
import { type FieldState, type PageState, standingOf } from './state.js';

interface DetailProps {
  readonly id: string;
  readonly page: PageState;
  readonly field: FieldState;
  readonly onCorrect: (field: string, value: string | null) => void;
  readonly children: ComponentChildren;
}

/** Characters below this are marked. */
const WEAK = 0.9;
const MOST_ALTERNATIVES = 3;
/** Beside a reading that was accepted. */
const WORTH_NAMING = 0.005;

export function Detail({ id, page, field, onCorrect, children }: DetailProps) {
  const t = useTranslate();
  const { seen, characters, correction, text } = field;
  const alternatives = field.alternatives
    .filter((guess) => guess.text !== '' && (field.status === 'review' || guess.confidence >= WORTH_NAMING))
    .slice(0, MOST_ALTERNATIVES);
  const standing = standingOf(field);
  const reasons = whys(t, field);
  return (
    <section
      class={`detail detail-${standing}`}
      aria-label={t('read.detail')}
      data-testid="detail"
      data-standing={standing}
    >
      <p class="detail-head">
        <b>{placeName(t, page, field)}</b>
        <span class="detail-standing">
          <span class={`sign sign-${standing}`} aria-hidden="true" /> {t(STANDING_WORDS[standing])}
        </span>
      </p>
      {seen && (
        <div
          class={seen.height > 28 ? 'seen-line' : 'seen-line seen-cell'}
          style={{ '--seen': String(seen.width) }}
        >
          <InkCanvas
            ink={seen.data}
            width={seen.width}
            height={seen.height}
            label={t('read.seen', { width: seen.width, height: seen.height })}
            testId="line-seen"
          />
        </div>
      )}
      <div id={id} class="detail-words">
        {text !== '' && (
          <p class="detail-read">
            <span class="quiet">{t('read.asRead')}</span> <Characters text={text} characters={characters} />{' '}
            <span class="quiet">{chance(field.confidence)}</span>
            {correction !== null && (
              <button
                type="button"
                class="button button-quiet"
                data-testid="restore"
                onClick={() => onCorrect(field.id, null)}
              >
                {t('read.restore')}
              </button>
            )}
          </p>
        )}
        {reasons.length > 0 && (
          <ul class="reasons">
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
      </div>
      {alternatives.length > 0 && (
        <p class="others">
          <span class="quiet">{t('result.alternatives')}</span>
          {alternatives.map((guess) => (
            <button
              key={guess.text}
              type="button"
              class="button other"
              // With keys the input's up and down arrows do the same: Tab goes from reading to reading.
              tabIndex={-1}
              onClick={() => onCorrect(field.id, guess.text)}
            >
              <b>{guess.text}</b> {chance(guess.confidence)}
            </button>
          ))}
        </p>
      )}
      {children}
    </section>
  );
}

/** What was read, with the doubtful characters underlined. */
function Characters({ text, characters }: { text: string; characters: readonly GuessShown[] }) {
  if (characters.map((each) => each.text).join('') !== text) return <b class="as-read">{text}</b>;
  return (
    <b class="as-read">
      {characters.map((each, i) => (
        <span key={i} class={each.confidence < WEAK ? 'weak' : undefined} title={chance(each.confidence)}>
          {each.text}
        </span>
      ))}
    </b>
  );
}
