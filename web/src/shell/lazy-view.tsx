/** A view whose code is fetched when it is first shown. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useTranslate } from '../i18n/index.js';

export function LazyView({ load }: { load: () => Promise<ComponentType> }) {
  const t = useTranslate();
  const [part, setPart] = useState<{ View: ComponentType } | { message: string } | null>(null);
  useEffect(() => {
    load().then(
      (View) => setPart({ View }),
      (error: unknown) => setPart({ message: error instanceof Error ? error.message : String(error) }),
    );
  }, [load]);
  if (!part) return <p class="quiet loading">{t('shell.loading')}</p>;
  if ('message' in part) return <p role="alert">{t('shell.failed', { message: part.message })}</p>;
  return <part.View />;
}
