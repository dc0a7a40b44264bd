import type { FastifyReply } from 'fastify';
import { type Html, html } from './html.ts';

export const STYLE_PATH = '/simulator.css';

// `form-action` is open to the web: a browser follows a form's redirects under it, and the merchant's return_url may
// redirect on to anywhere. Nothing else may load or run.
const POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self' http: https:; base-uri 'none'; frame-ancestors 'none'";

export function sendPage(reply: FastifyReply, page: Html): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': POLICY,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    .send(`<!doctype html>\n${page.text}\n`);
}

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
<footer>A stand-in for a payment gateway, for development. Not run by Khalti.</footer>
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

/** 135000 becomes "Rs. 1,350.00", without a float on the way. */
export function rupees(paisa: number): string {
  const whole = Math.floor(paisa / 100).toLocaleString('en-IN');
  return `Rs. ${whole}.${String(paisa % 100).padStart(2, '0')}`;
}
