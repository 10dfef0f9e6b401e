import { el, icon } from './dom.js';
import { announce, on, readStored, state, store } from './state.js';
import { t } from './texts.js';

const dark = matchMedia('(prefers-color-scheme: dark)');

/** Language, theme and guide, at the top right. */
export function createTools(root, { toggleGuide, changeLocale }) {
  const guide = el(
    'button',
    { type: 'button', class: 'tool labelled', onclick: toggleGuide },
    icon('guide'),
    el('span', {}),
  );
  const theme = el('button', { type: 'button', class: 'tool', onclick: switchTheme }, icon('theme'));
  const languages = el('div', { class: 'languages', role: 'group' });
  root.append(guide, languages, theme);

  function draw() {
    guide.lastElementChild.textContent = t('messenger.guide');
    theme.title = t('messenger.theme');
    theme.setAttribute('aria-label', t('messenger.theme'));
    theme.setAttribute('aria-pressed', String(isDark()));
    languages.setAttribute('aria-label', t('messenger.language'));
    languages.replaceChildren(
      ...state.session.locales.map((locale) =>
        el(
          'button',
          {
            type: 'button',
            lang: locale,
            'aria-pressed': String(locale === state.locale),
            onclick: () => changeLocale(locale),
          },
          locale.toUpperCase(),
        ),
      ),
    );
  }

  function switchTheme() {
    store('theme', isDark() ? 'light' : 'dark');
    applyTheme();
    draw();
    announce('theme');
  }

  on('texts', draw);
  dark.addEventListener('change', draw);
}

/** Follows the system until the person chose a theme here. */
export function applyTheme() {
  const chosen = readStored('theme', null);
  if (chosen === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen === undefined ? dark.matches : chosen === 'dark';
}
