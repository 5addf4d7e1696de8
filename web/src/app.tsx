/** The page: header and the views, each kept alive once it has been visited. */
import { useEffect, useRef } from 'preact/hooks';
import { DrawView } from './draw/draw-view.js';
import { useTranslate } from './i18n/index.js';
import { Header } from './shell/header.js';
import { LazyView } from './shell/lazy-view.js';
import { type View, view } from './shell/route.js';
import { useStore } from './store.js';

const loadRead = () => import('./read/read-view.js').then((part) => part.ReadView);
const loadTrain = () => import('./train/train-view.js').then((part) => part.TrainView);
const loadAbout = () => import('./about/about-view.js').then((part) => part.AboutView);

export function Page() {
  const t = useTranslate();
  const current = useStore(view);
  const visited = useRef(new Set<View>(['draw']));
  visited.current.add(current);

  useEffect(() => {
    const name = t(current === 'draw' ? 'app.tagline' : `nav.${current}`);
    document.title = `digitry · ${name}`;
  }, [current, t]);

  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('content')?.focus()}>
        {t('app.skip')}
      </button>
      <Header />
      <main id="content" tabIndex={-1}>
        <div class="view" hidden={current !== 'draw'}>
          <DrawView />
        </div>
        {visited.current.has('read') && (
          <div class="view" hidden={current !== 'read'}>
            <LazyView load={loadRead} />
          </div>
        )}
        {visited.current.has('train') && (
          <div class="view" hidden={current !== 'train'}>
            <LazyView load={loadTrain} />
          </div>
        )}
        {visited.current.has('about') && (
          <div class="view" hidden={current !== 'about'}>
            <LazyView load={loadAbout} />
          </div>
        )}
      </main>
      <footer class="footer">{t('app.tagline')}</footer>
    </>
  );
}
