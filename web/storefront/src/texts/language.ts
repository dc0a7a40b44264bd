export const languages = ['en', 'ne'] as const;
export type Language = (typeof languages)[number];

// A cookie, so that the server can answer in this language too. `path=/` also covers the API.
const COOKIE = 'language';
const YEAR_SECONDS = 31_536_000;

/** The language that the server has chosen. Without one: chosen here, else the first one of the browser that the shop speaks. */
export function languageOfPage(): Language {
  const given = document.getElementById('first-content') && document.documentElement.lang;
  if (given && isLanguage(given)) return given;
  return chosen() ?? navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

/** Opens the page again in this language. Does nothing if the browser refuses to remember it: it would not end. */
export function changeLanguage(language: Language): void {
  if (remember(language)) window.location.reload();
}

/**
 * After sign-in: the language of the account is that of this device too, unless another one was chosen here before. `isLeaving`:
 * the next page is in it, not this one.
 */
export function followAccount(account: 'EN' | 'NE', isLeaving = false): void {
  const language = account === 'NE' ? 'ne' : 'en';
  if (chosen() !== null || language === document.documentElement.lang) return;
  if (remember(language) && !isLeaving) window.location.reload();
}

function remember(language: Language): boolean {
  const secure = window.location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${COOKIE}=${language}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
  return chosen() === language;
}

function chosen(): Language | null {
  const value = new RegExp(`(?:^|; )${COOKIE}=([^;]*)`).exec(document.cookie)?.[1];
  return value && isLanguage(value) ? value : null;
}

function isLanguage(value: string): value is Language {
  return (languages as readonly string[]).includes(value);
}
