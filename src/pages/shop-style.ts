import { createHash } from 'node:crypto';
import { type Shop } from '../shop/shop.ts';

/** The shop's colours for the storefront's pages, in place of the ones in `web/kit/styles.css`. */
export function shopStyle({ color }: Shop): string {
  const { background, text, hover } = color;
  return [
    `:root:not([data-theme="dark"]){${variables(color.link)}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme="dark"]){${variables(color.linkOnDark)}}}`,
  ].join('');

  // A button keeps an edge that can be seen, whatever the page behind it.
  function variables(link: string): string {
    return [
      `--pico-primary:${link}`,
      `--pico-primary-hover:${link}`,
      `--pico-primary-background:${background}`,
      `--pico-primary-hover-background:${hover}`,
      `--pico-primary-inverse:${text}`,
      `--pico-primary-border:${link}`,
      `--pico-primary-hover-border:${link}`,
      `--pico-primary-underline:${link}66`,
      `--pico-primary-focus:${link}73`,
    ].join(';');
  }
}

/** What the Content-Security-Policy calls this style. */
export function hashOf(style: string): string {
  return `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
}
