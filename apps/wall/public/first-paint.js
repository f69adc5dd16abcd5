// Runs before the first paint, so that nobody in a dark room sees a light flash, or the reverse. The wall goes by src/theme/start-theme.ts.
try {
  const theme = localStorage.getItem('yagura.theme');
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Without a memory it is the dark one.
}
