/** A colour as the shop chose it, and what follows from it so that text is readable. All are `#rrggbb`. */
export interface ShopColor {
  /** Behind the text of buttons. */
  background: string;
  /** On `background`: black or white, whichever is easier to read. */
  text: string;
  /** For links on light pages: `background`, darkened as far as needed. */
  link: string;
  /** For links on dark pages: `background`, lightened as far as needed. */
  linkOnDark: string;
  /** For text on `background` while the pointer is over it: `background`, further away from `text`. */
  hover: string;
}

type Rgb = readonly [number, number, number];

// WCAG's level AA for text.
const READABLE = 4.5;
const STEPS = 100;
const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];
// The surfaces on which links stand that leave the least contrast, on light and on dark pages.
const LIGHT: Rgb = [238, 240, 244];
const DARK: Rgb = [39, 45, 56];

export function shopColor(chosen: string): ShopColor {
  const background = read(chosen);
  const text = contrast(background, WHITE) >= contrast(background, BLACK) ? WHITE : BLACK;
  return {
    background: write(background),
    text: write(text),
    link: write(readableOn(LIGHT, background, BLACK)),
    linkOnDark: write(readableOn(DARK, background, WHITE)),
    hover: write(mix(background, text === WHITE ? BLACK : WHITE, 0.2)),
  };
}

/** From 1 (the same) to 21 (black on white), as WCAG defines it. */
export function contrastOf(one: string, other: string): number {
  return contrast(read(one), read(other));
}

function readableOn(surface: Rgb, color: Rgb, towards: Rgb): Rgb {
  for (let step = 0; step < STEPS; step++) {
    const mixed = mix(color, towards, step / STEPS);
    if (contrast(mixed, surface) >= READABLE) return mixed;
  }
  return towards;
}

function mix(color: Rgb, towards: Rgb, share: number): Rgb {
  const [red, green, blue] = color.map((value, index) => Math.round(value + ((towards[index] ?? 0) - value) * share));
  return [red ?? 0, green ?? 0, blue ?? 0];
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Of `#rgb` or `#rrggbb`. */
function read(color: string): Rgb {
  const digits = color.length === 4 ? color.replace(/[^#]/g, '$&$&') : color;
  return [1, 3, 5].map((start) => Number.parseInt(digits.slice(start, start + 2), 16)) as unknown as Rgb;
}

function write(color: Rgb): string {
  return `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
