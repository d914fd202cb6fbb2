// @ts-check
// What must be known before the first paint: light or dark, so that nothing flashes, and the zone that times are shown in.
// A classic script in the head on purpose: a module would run too late.

(() => {
  const key = 'theme';
  const root = document.documentElement;
  const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

  /** @returns {'system' | 'light' | 'dark'} */
  function chosen() {
    try {
      const kept = localStorage.getItem(key);
      return kept === 'light' || kept === 'dark' ? kept : 'system';
    } catch {
      return 'system'; // storage is forbidden here: the system's wish it is
    }
  }

  /** @param {string} theme */
  function choose(theme) {
    try {
      localStorage.setItem(key, theme);
    } catch { /* kept for this page only */ }
    show(theme);
  }

  /** @param {string} theme */
  function show(theme) {
    root.style.colorScheme = theme === 'system' ? '' : theme;
    for (const meta of document.querySelectorAll('meta[name="theme-color"][data-light]'))
      meta.setAttribute('content', (isDark(theme) ? meta.getAttribute('data-dark') : meta.getAttribute('data-light')) ?? '');
    for (const choice of document.querySelectorAll('input[name="theme"]'))
      if (choice instanceof HTMLInputElement) choice.checked = choice.value === theme;
  }

  /** @param {string} theme */
  const isDark = theme => (theme === 'system' ? systemIsDark.matches : theme === 'dark');

  root.dataset.timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
  show(chosen());
  systemIsDark.addEventListener('change', () => show(chosen()));
  addEventListener('storage', e => e.key === key && show(chosen()));

  document.addEventListener('change', e => {
    if (e.target instanceof HTMLInputElement && e.target.name === 'theme') choose(e.target.value);
  });
  document.addEventListener('click', e => {
    if (e.target instanceof Element && e.target.closest('[data-theme-flip]')) choose(isDark(chosen()) ? 'light' : 'dark');
  });
  // Blazor draws the choices whenever it likes: they are set right as their menu opens.
  document.addEventListener('beforetoggle', () => show(chosen()), { capture: true });
  document.addEventListener('DOMContentLoaded', () => {
    // Enhanced navigation makes <html> as the server wrote it.
    /** @type {any} */ (window).Blazor?.addEventListener?.('enhancedload', () => {
      root.dataset.timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
      show(chosen());
    });
  });
})();
