/** Name, views, language and colors. */
import { language, type StringKey, useTranslate } from '../i18n/index.js';
import { useStore } from '../store.js';
import { VIEWS, type View, view } from './route.js';
import { nextTheme, type Theme, theme } from './theme.js';

const VIEW_NAMES: Readonly<Record<View, StringKey>> = {
  draw: 'nav.draw',
  read: 'nav.read',
  train: 'nav.train',
  about: 'nav.about',
};
const THEME_NAMES: Readonly<Record<Theme, StringKey>> = {
  auto: 'shell.theme.auto',
  light: 'shell.theme.light',
  dark: 'shell.theme.dark',
};
/** Half-hatched disc, sun, moon: lines on a 20×20 field. */
const THEME_PATHS: Readonly<Record<Theme, string>> = {
  auto: 'M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14M10 3.5v13M12.5 4.5v11M15 5.5v9',
  light:
    'M10 6.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7zM10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6L16 16M4 16l1.4-1.4M14.6 5.4L16 4',
  dark: 'M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z',
};

export function Header() {
  const t = useTranslate();
  const current = useStore(view);
  const colors = useStore(theme);
  return (
    <header class="header">
      <a class="brand" href="#/draw">
        <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="7" class="brand-field" />
          <path d="M10 9.5h12L14.5 25M12 17h8.5" class="brand-seven" />
        </svg>
        <span class="brand-name">digitry</span>
      </a>
      <nav class="nav" aria-label={t('nav.label')}>
        {VIEWS.map((name) => (
          <a key={name} href={`#/${name}`} aria-current={current === name ? 'page' : undefined}>
            {t(VIEW_NAMES[name])}
          </a>
        ))}
      </nav>
      <div class="switches">
        <button
          type="button"
          class="switch"
          aria-label={t('shell.languageLabel')}
          lang={language.get() === 'zh' ? 'en' : 'zh-Hans'}
          data-testid="language"
          onClick={() => language.set(language.get() === 'zh' ? 'en' : 'zh')}
        >
          {t('shell.language')}
        </button>
        <button
          type="button"
          class="switch switch-icon"
          aria-label={t(THEME_NAMES[colors])}
          title={t(THEME_NAMES[colors])}
          data-testid="theme"
          onClick={() => theme.set(nextTheme(colors))}
        >
          <svg viewBox="0 0 20 20" aria-hidden="true" class="theme-icon">
            <path d={THEME_PATHS[colors]} />
          </svg>
        </button>
      </div>
    </header>
  );
}
