import { kitEnglish } from '../../../kit/english.ts';
import { setKitTexts } from '../../../kit/texts.ts';

// The app of operators has one language.
setKitTexts(kitEnglish);
