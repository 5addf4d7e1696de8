/** Where files are chosen, and that they can be dropped and pasted; large while there are none. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useTranslate } from '../i18n/index.js';

interface FileChooserProps {
  readonly isLarge: boolean;
  readonly isOver: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  /** Other tools, beside the button. */
  readonly children?: ComponentChildren;
}

const ACCEPTED = 'image/*,application/pdf,.pdf,.tif,.tiff';

export function FileChooser({ isLarge, isOver, onFiles, children }: FileChooserProps) {
  const t = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class={isLarge ? 'chooser chooser-large' : 'chooser'}>
      {isLarge && (
        <>
          <svg class="chooser-picture" viewBox="0 0 64 48" aria-hidden="true">
            <path d="M14 4h26l10 10v30H14z M40 4v10h10" />
            <path class="chooser-boxes" d="M20 20h14v6H20z M20 31h20v6H20z" />
          </svg>
          <p class="chooser-words">{isOver ? t('read.drop') : t('read.dropHint')}</p>
        </>
      )}
      <button
        type="button"
        class={isLarge ? 'button button-main' : 'button'}
        onClick={() => input.current?.click()}
      >
        {t(isLarge ? 'read.choose' : 'read.more')}
      </button>
      {isLarge && <p class="quiet">{t('read.formats')}</p>}
      <input
        ref={input}
        class="visually-hidden"
        type="file"
        multiple
        accept={ACCEPTED}
        tabIndex={-1}
        aria-hidden="true"
        data-testid="page-files"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          if (files.length > 0) onFiles(files);
          event.currentTarget.value = '';
        }}
      />
      {children}
    </div>
  );
}
