import { type InEach } from '../languages/language.ts';
import { type PaymentStatus } from './payment-status.ts';

/** Shown to the customer. They say what Khalti has confirmed, because a customer may have paid since the last lookup. */
export const messages: InEach<Record<PaymentStatus, string>> = {
  EN: {
    CREATED: 'This payment has no payment page yet. Nothing has been charged.',
    INITIATED: 'Khalti has not confirmed this payment yet. If you have not paid, you can still pay.',
    PENDING:
      'Khalti has not confirmed this payment yet. Please do not pay again: your access starts when Khalti confirms it.',
    COMPLETED: 'Paid. Thank you!',
    CANCELED:
      'This payment was cancelled. If you were charged, check this payment again: your access starts when Khalti confirms it.',
    EXPIRED:
      'The payment link has expired. If you have paid, check this payment again: your access starts when Khalti confirms it.',
    REFUNDED: 'This payment was refunded.',
    PARTIALLY_REFUNDED: 'Part of this payment was refunded.',
    NEEDS_REVIEW: 'We are checking this payment. Please do not pay again. If you do not hear from us, contact us.',
    FAILED: 'This payment could not be opened. Nothing has been charged.',
  },
  NE: {
    CREATED: 'यो भुक्तानीको पेज अझै खुलेको छैन। तपाईंको पैसा काटिएको छैन।',
    INITIATED: 'Khalti ले यो भुक्तानी अझै पक्का गरेको छैन। तिर्नुभएको छैन भने अझै तिर्न सक्नुहुन्छ।',
    PENDING: 'Khalti ले यो भुक्तानी अझै पक्का गरेको छैन। कृपया फेरि नतिर्नुहोस्: Khalti ले पक्का गरेपछि तपाईंको सेवा सुरु हुन्छ।',
    COMPLETED: 'भुक्तानी भयो। धन्यवाद!',
    CANCELED: 'यो भुक्तानी रद्द भयो। पैसा काटिएको छ भने यो भुक्तानी फेरि जाँच्नुहोस्: Khalti ले पक्का गरेपछि तपाईंको सेवा सुरु हुन्छ।',
    EXPIRED: 'भुक्तानी लिङ्कको समय सकियो। तिर्नुभएको छ भने यो भुक्तानी फेरि जाँच्नुहोस्: Khalti ले पक्का गरेपछि तपाईंको सेवा सुरु हुन्छ।',
    REFUNDED: 'यो भुक्तानीको रकम फिर्ता भयो।',
    PARTIALLY_REFUNDED: 'यो भुक्तानीको केही रकम फिर्ता भयो।',
    NEEDS_REVIEW: 'हामी यो भुक्तानी जाँच्दै छौँ। कृपया फेरि नतिर्नुहोस्। हामीबाट खबर आएन भने सम्पर्क गर्नुहोस्।',
    FAILED: 'यो भुक्तानी खोल्न सकिएन। तपाईंको पैसा काटिएको छैन।',
  },
};
