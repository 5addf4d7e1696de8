/** The input of one reading: type, Enter confirms, Escape restores, arrows take another reading. */
import { useState } from 'preact/hooks';
import { currentText, type FieldState, standingOf } from './state.js';

export interface ValueActions {
  onLook(field: string): void;
  onCorrect(field: string, value: string | null): void;
  /** Another reading was taken by an arrow key. */
  onOther(text: string): void;
  /** Enter was pressed: on to the next, or back. */
  onLeave(field: string, isBackward: boolean): void;
}

interface ValueInputProps {
  readonly actions: ValueActions;
  readonly field: FieldState;
  readonly id: string;
  readonly label: string;
  readonly describedBy: string | undefined;
  readonly tabIndex?: number;
  /** Takes arrow keys that are not to choose among alternatives; true where it did. */
  readonly onArrow?: (key: string, input: HTMLInputElement) => boolean;
}

/** A keyboard with digits alone where nothing else is likely. */
const DIGITS = /^\d*$/;

export function ValueInput({
  actions,
  field,
  id,
  label,
  describedBy,
  tabIndex = 0,
  onArrow,
}: ValueInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? currentText(field);

  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLInputElement }): void => {
    if (event.isComposing) return;
    const { key } = event;
    if (key === 'Enter') {
      actions.onCorrect(field.id, shown.trim());
      setDraft(null);
      actions.onLeave(field.id, event.shiftKey);
    } else if (key === 'Escape') {
      setDraft(null);
      if (field.correction !== null) actions.onCorrect(field.id, null);
    } else if (key.startsWith('Arrow') && onArrow?.(key, event.currentTarget)) {
      // It went elsewhere.
    } else if (key === 'ArrowDown' || key === 'ArrowUp') {
      const choices = [field.text, ...field.alternatives.map(({ text }) => text)].filter(Boolean);
      const at = choices.indexOf(shown) + (key === 'ArrowDown' ? 1 : -1);
      const choice = choices[Math.min(choices.length - 1, Math.max(0, at))];
      if (choice !== undefined) {
        setDraft(choice);
        actions.onOther(choice);
      }
    } else return;
    event.preventDefault();
  };

  return (
    <input
      id={id}
      class={`value value-${standingOf(field)}`}
      type="text"
      inputMode={DIGITS.test(field.text) ? 'numeric' : 'text'}
      autocomplete="off"
      autocapitalize="off"
      spellcheck={false}
      tabIndex={tabIndex}
      value={shown}
      aria-label={label}
      aria-describedby={describedBy}
      data-standing={standingOf(field)}
      onFocus={(event) => {
        actions.onLook(field.id);
        event.currentTarget.select();
      }}
      onInput={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => {
        if (draft !== null && draft.trim() !== currentText(field)) actions.onCorrect(field.id, draft.trim());
        setDraft(null);
      }}
      onKeyDown={onKeyDown}
    />
  );
}
