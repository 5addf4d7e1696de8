/** The first view: write a digit, see it read. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useTranslate } from '../i18n/index.js';
import { NetworkMenu } from '../reading/network-menu.js';
import { useApp } from '../shell/app-context.js';
import { arePages, listenForFiles, pickFile } from '../shell/file-input.js';
import { goTo, view } from '../shell/route.js';
import { readSetting, writeSetting } from '../shell/settings.js';
import { useStore } from '../store.js';
import { Pad } from './pad.js';
import { Result } from './result.js';

/** Pen width in thousandths of the pad. */
const PEN = { least: 20, most: 110, usual: 50, step: 5 };

function keptPen(): number {
  const kept = Number(readSetting('pen'));
  return kept >= PEN.least && kept <= PEN.most ? kept : PEN.usual;
}

export function DrawView() {
  const t = useTranslate();
  const { drawing, client, inbox } = useApp();
  const state = useStore(client.state);
  const [pen, setPen] = useState(keptPen);
  const [strokeCount, setStrokeCount] = useState(drawing.strokes.length);
  const [isOver, setOver] = useState(false);
  const [image, setImage] = useState<File | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const hintId = useId();

  useEffect(() => {
    const count = (): void => setStrokeCount(drawing.strokes.length);
    count();
    return drawing.subscribe(count);
  }, [drawing]);

  const readImage = (chosen: File, isPasted: boolean): void => {
    drawing.clear();
    setImage(chosen);
    client.readImage(chosen, isPasted ? t('draw.pasted') : chosen.name);
    if (view.get() !== 'draw') goTo('draw');
  };
  const readPages = (files: readonly File[]): void => {
    inbox.set(files);
    goTo('read');
  };
  const takeFiles = (files: File[], isPasted: boolean): void => {
    const single = pickFile(files);
    if (arePages(files)) readPages(files);
    else if (single) readImage(single, isPasted);
  };
  const latest = useRef(takeFiles);
  latest.current = takeFiles;
  useEffect(
    () =>
      listenForFiles({
        isWanted: () => view.get() !== 'read',
        onFiles: (...args) => latest.current(...args),
        onHover: setOver,
      }),
    [],
  );

  const clear = (): void => {
    setImage(null);
    drawing.clear();
  };
  const start = (): void => {
    if (image) clear();
  };
  const hasInput = image !== null || strokeCount > 0;

  return (
    <div class="draw">
      <section class="sheet" aria-labelledby="draw-title">
        <h1 id="draw-title" class="sheet-title">
          {t('draw.title')}
        </h1>
        <div class={isOver ? 'pad-frame pad-frame-over' : 'pad-frame'}>
          <Pad
            drawing={drawing}
            penWidth={pen / 1000}
            image={state.image}
            onStart={start}
            onClear={clear}
            describedBy={hintId}
          />
          {!hasInput && <p class="pad-hint">{t('draw.hint')}</p>}
          {isOver && <p class="pad-drop">{t('draw.drop')}</p>}
        </div>
        <div class="tools">
          <button type="button" class="button" disabled={strokeCount === 0} onClick={() => drawing.undo()}>
            {t('draw.undo')}
          </button>
          <button type="button" class="button" disabled={!hasInput} onClick={clear}>
            {t('draw.clear')}
          </button>
          <label class="pen">
            <span>{t('draw.pen')}</span>
            <input
              type="range"
              min={PEN.least}
              max={PEN.most}
              step={PEN.step}
              value={pen}
              aria-label={t('draw.penWidth')}
              onInput={(event) => {
                setPen(Number(event.currentTarget.value));
                writeSetting('pen', event.currentTarget.value);
              }}
            />
          </label>
          <button type="button" class="button button-file" onClick={() => file.current?.click()}>
            {t('draw.image')}
          </button>
          <input
            ref={file}
            class="visually-hidden"
            type="file"
            accept="image/*"
            tabIndex={-1}
            aria-hidden="true"
            data-testid="image-file"
            onChange={(event) => {
              const chosen = event.currentTarget.files?.[0];
              if (chosen) readImage(chosen, false);
              event.currentTarget.value = '';
            }}
          />
        </div>
        {state.image && (
          <p class="quiet image-name">
            {t('draw.imageRead', {
              name: state.image.name,
              width: state.image.width,
              height: state.image.height,
            })}
          </p>
        )}
        {image && (
          <button
            type="button"
            class="button button-quiet"
            data-testid="as-page"
            onClick={() => readPages([image])}
          >
            {t('draw.asPage')}
          </button>
        )}
        <details class="keys">
          <summary>{t('draw.keysTitle')}</summary>
          <p>{t('draw.keys')}</p>
        </details>
        <p id={hintId} class="visually-hidden">
          {t('draw.keys')}
        </p>
      </section>
      <div class="answer">
        <Result state={state} hasInput={hasInput} />
        <NetworkMenu />
      </div>
    </div>
  );
}
