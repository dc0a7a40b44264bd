import type { SubscriptionTexts } from './subscription-texts.ts';

/** The texts of My subscription, in Nepali. */
export const nepaliSubscription: SubscriptionTexts = {
  title: 'मेरो सदस्यता',
  lead: 'तपाईं एक पटक मात्र तिर्नुहुन्छ, र आफैँले फेरि नतिरेसम्म पैसा काटिँदैन, त्यसैले रद्द गर्नुपर्ने केही छैन। सेवा अन्तिम दिनमा आफैँ सकिन्छ।',
  none: 'तपाईंको अहिलेसम्म कुनै सदस्यता छैन।',
  choose: 'योजना छान्नुहोस्',
  otherPlans: 'योजनाहरू हेर्नुहोस्',
  active: 'चालु',
  ended: 'सकियो',
  since: 'सेवा सुरु भएको',
  until: 'सेवा रहने मिति',
  planUntil: (plan) => `${plan} रहने मिति`,
  allUntil: 'सबै सेवा रहने मिति',
  startedOn: 'सेवा सुरु भएको मिति',
  endedOn: 'सेवा सकिएको मिति',
  daysLeft: 'बाँकी दिन',
  renewHint: (length) => `अन्त्यमा ${length} थपिन्छ। चाँडै तिर्दा तपाईंको दिन घट्दैन।`,
  buyAgainHint: (length) => `तिरेपछि सेवा सुरु हुन्छ र ${length} रहन्छ।`,

  timeline: 'अहिले र यसपछि',
  now: 'अहिले',
  next: 'यसपछि',
  untilDay: (day) => `${day} सम्म`,
  fromDay: (start, end) => `${start} देखि ${end} सम्म`,
  pendingHint: 'Khalti ले अझै पक्का गरेको छैन। कृपया फेरि नतिर्नुहोस्।',
  openedOn: (day) => `${day} मा खोलिएको`,
  toPayment: 'भुक्तानी हेर्नुहोस्',
};
