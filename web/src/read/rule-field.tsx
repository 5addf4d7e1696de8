/** "What may this hold?": a rule for the selected line, or for all of them. */
import { useEffect, useId, useState } from 'preact/hooks';
import { useTranslate } from '../i18n/index.js';
import type { Said } from './protocol.js';
import { RULE_EXAMPLES } from './rule-examples.js';
import type { FieldState } from './state.js';

interface RuleFieldProps {
  readonly field: FieldState;
  readonly error: Said | null;
  /** '' takes the rule away. */
  readonly onApply: (rule: string, isForAll: boolean) => void;
}

export function RuleField({ field, error, onApply }: RuleFieldProps) {
  const t = useTranslate();
  const id = useId();
  const applied = field.rule?.rule ?? '';
  const [text, setText] = useState(applied);
  useEffect(() => setText(applied), [field.id, applied]);
  return (
    <details class="rule" open={applied !== '' || error !== null}>
      <summary>{t('read.rule.label')}</summary>
      <form
        class="rule-form"
        aria-label={t('read.rule.label')}
        onSubmit={(event) => {
          event.preventDefault();
          onApply(text.trim(), false);
        }}
      >
        <input
          id={id}
          class="value"
          type="text"
          list={`${id}-examples`}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          placeholder={t('read.rule.hint')}
          value={text}
          aria-label={t('read.rule.label')}
          aria-describedby={`${id}-error`}
          data-testid="rule"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <datalist id={`${id}-examples`}>
          {RULE_EXAMPLES.map((rule) => (
            <option key={rule} value={rule} />
          ))}
        </datalist>
        <button type="submit" class="button">
          {t('read.rule.this')}
        </button>
        <button
          type="button"
          class="button"
          data-testid="rule-all"
          onClick={() => onApply(text.trim(), true)}
        >
          {t('read.rule.all')}
        </button>
        <p id={`${id}-error`} class="rule-error" role="status">
          {error && t('read.rule.refused', { message: error.message })}
        </p>
      </form>
    </details>
  );
}
