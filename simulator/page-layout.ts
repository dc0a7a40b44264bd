import { type Html, html } from './html.ts';

export const STYLE_PATH = '/simulator.css';

export function layout(title: string, content: Html): Html {
  return html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} · Payment simulator</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<header class="banner"><strong>SIMULATOR</strong> – no real money</header>
<main>
${content}
</main>
<footer>A stand-in for Khalti, for development and tests. It is not run by Khalti.</footer>
</body>
</html>`;
}

export function messagePage(title: string, message: string): Html {
  return layout(
    title,
    html`<section class="card">
<h1>${title}</h1>
<p>${message}</p>
<p><a href="/">About this simulator</a></p>
</section>`,
  );
}

/** Merchants send names of any length. */
export function shorten(text: string, maxLength = 200): string {
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}
