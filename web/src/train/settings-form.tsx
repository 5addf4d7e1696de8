/** Recipe, epochs and threads of the next run. */
import { useId } from 'preact/hooks';
import { isStringKey, useTranslate } from '../i18n/index.js';
import { RECIPES } from './recipe-list.js';

export interface Wanted {
  readonly recipe: string;
  readonly epochs: number;
  readonly threads: number;
}

interface SettingsFormProps {
  readonly wanted: Wanted;
  readonly isLocked: boolean;
  readonly mostThreads: number;
  readonly onChange: (wanted: Wanted) => void;
}

export function SettingsForm({ wanted, isLocked, mostThreads, onChange }: SettingsFormProps) {
  const t = useTranslate();
  const id = useId();
  const about = `recipe.${wanted.recipe}`;
  const whole = (text: string, most: number): number =>
    Math.min(most, Math.max(1, Math.round(Number(text)) || 1));
  return (
    <fieldset class="settings" disabled={isLocked}>
      <legend class="visually-hidden">{t('train.recipe')}</legend>
      <div class="field field-recipe">
        <label for={`${id}-recipe`}>{t('train.recipe')}</label>
        <select
          id={`${id}-recipe`}
          class="select"
          value={wanted.recipe}
          aria-describedby={`${id}-about`}
          data-testid="recipe"
          onChange={(event) => {
            const recipe = event.currentTarget.value;
            const epochs = RECIPES.find(({ name }) => name === recipe)?.epochs ?? wanted.epochs;
            onChange({ ...wanted, recipe, epochs });
          }}
        >
          {RECIPES.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
        <p id={`${id}-about`} class="quiet">
          {isStringKey(about) ? t(about) : ''}
        </p>
      </div>
      <div class="field">
        <label for={`${id}-epochs`}>{t('train.epochs')}</label>
        <input
          id={`${id}-epochs`}
          type="number"
          inputMode="numeric"
          min={1}
          max={100}
          value={wanted.epochs}
          aria-describedby={`${id}-epochs-hint`}
          data-testid="epochs"
          onChange={(event) => onChange({ ...wanted, epochs: whole(event.currentTarget.value, 100) })}
        />
        <p id={`${id}-epochs-hint`} class="quiet">
          {t('train.epochsHint')}
        </p>
      </div>
      <div class="field">
        <label for={`${id}-threads`}>{t('train.threads')}</label>
        <input
          id={`${id}-threads`}
          type="number"
          inputMode="numeric"
          min={1}
          max={mostThreads}
          value={wanted.threads}
          disabled={mostThreads === 1}
          data-testid="threads"
          onChange={(event) =>
            onChange({ ...wanted, threads: whole(event.currentTarget.value, mostThreads) })
          }
        />
        <p class="quiet">{globalThis.crossOriginIsolated ? `1–${mostThreads}` : t('train.threadsOne')}</p>
      </div>
    </fieldset>
  );
}
