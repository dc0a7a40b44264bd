import { type InEach } from '../languages/language.ts';
import { englishMails } from './english-mails.ts';
import { nepaliMails } from './nepali-mails.ts';

/** The texts of mails to customers. */
export type MailTexts = typeof englishMails;

export const mailTexts: InEach<MailTexts> = { EN: englishMails, NE: nepaliMails };

export const NEPALI_MONTHS = 'जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर'.split(' ');
