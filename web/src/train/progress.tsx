/** A run as it goes: stage, bar, figures, curves. */
import { duration, grouped, percent } from '../i18n/format.js';
import { type StringKey, useTranslate } from '../i18n/index.js';
import { Chart } from './chart.js';
import type { TrainingState } from './client.js';
import { settledRange } from './curve.js';

export function Progress({ state }: { state: TrainingState }) {
  const t = useTranslate();
  const { stage, curve } = state;
  const share = shareOf(state);
  const stageKey = `train.stage.${stage}` as const satisfies StringKey;
  const x = curve.map((point) => point.x);
  const losses = curve.map((point) => point.loss);
  const accuracies = curve.map((point) => point.accuracy);
  const most = state.steps * state.batch;
  const hasValidation = curve.some((point) => point.validation !== null);
  return (
    <section
      class="progress"
      aria-label={t('train.progress')}
      data-testid="progress"
      data-stage={stage}
      data-step={state.step}
    >
      <div class="progress-head">
        <p class="progress-stage" role="status">
          {t(stageKey)}
        </p>
        <p class="quiet">
          {state.parameters > 0 &&
            t(state.threads === 1 ? 'train.sizeOne' : 'train.size', {
              parameters: grouped(state.parameters),
              threads: state.threads,
            })}
        </p>
      </div>
      <progress max={1} {...(share === undefined ? {} : { value: share })} aria-label={t('train.progress')} />
      <dl class="figures">
        <Figure name={t('train.epoch')} value={state.epoch > 0 ? `${state.epoch} / ${state.epochs}` : '–'} />
        <Figure
          name={t('train.loss')}
          value={state.loss === null ? '–' : state.loss.toFixed(3)}
          testId="loss"
        />
        <Figure
          name={t('train.accuracy')}
          value={state.accuracy === null ? '–' : percent(state.accuracy, 1)}
        />
        <Figure
          name={t('train.validation')}
          value={state.validation === null ? '–' : percent(state.validation, 1)}
        />
        <Figure
          name={t('train.rate')}
          value={state.imagesPerSecond > 0 ? grouped(state.imagesPerSecond) : '–'}
        />
        <Figure
          name={t('train.left')}
          value={state.secondsLeft === null ? '–' : duration(t, state.secondsLeft * 1000)}
        />
      </dl>
      <div class="charts">
        <Chart
          key={`loss-${hasValidation}-${most}`}
          label={t('train.chartLoss')}
          xLabel={t('train.images')}
          x={x}
          xMost={most}
          lines={[
            { name: t('train.training'), color: 'accent', values: losses },
            ...(hasValidation
              ? [
                  {
                    name: t('train.validation'),
                    color: 'second' as const,
                    values: curve.map((point) => point.validationLoss),
                    isSparse: true,
                  },
                ]
              : []),
          ]}
          format={(value) => String(Number(value.toFixed(2)))}
          range={() => [0, Math.max(0.1, settledRange(losses)[1] * 1.1)]}
        />
        <Chart
          key={`accuracy-${hasValidation}-${most}`}
          label={t('train.chartAccuracy')}
          xLabel={t('train.images')}
          x={x}
          xMost={most}
          lines={[
            { name: t('train.training'), color: 'accent', values: accuracies },
            ...(hasValidation
              ? [
                  {
                    name: t('train.validation'),
                    color: 'second' as const,
                    values: curve.map((point) => point.validation),
                    isSparse: true,
                  },
                ]
              : []),
          ]}
          format={(value) => `${Math.round(value * 100)} %`}
          range={() => [Math.min(0.9, Math.floor(settledRange(accuracies)[0] * 10) / 10), 1]}
        />
      </div>
    </section>
  );
}

/** How far the bar is; undefined where nobody knows. */
function shareOf({ stage, loaded, evaluated, step, steps }: TrainingState): number | undefined {
  if (stage === 'data') return loaded;
  if (stage === 'evaluating') return evaluated;
  return steps > 0 ? step / steps : undefined;
}

function Figure({ name, value, testId }: { name: string; value: string; testId?: string }) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd {...(testId ? { 'data-testid': testId } : {})}>{value}</dd>
    </div>
  );
}
