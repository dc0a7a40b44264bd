import '@picocss/pico/css/pico.violet.min.css';
import '../../kit/styles.css';
import './app/styles.css';
import { languageOfPage } from './texts/language.ts';
import { loadTexts } from './texts/load-texts.ts';

const language = languageOfPage();
document.documentElement.lang = language;

// First the texts: every module that is loaded afterwards may use them at once.
await loadTexts(language);
const { start } = await import('./app/start.tsx');
start();
