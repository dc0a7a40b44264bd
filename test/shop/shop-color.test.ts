import { describe, expect, it } from '@jest/globals';
import { contrastOf, shopColor } from '../../src/shop/shop-color.ts';

const every = ['#000000', '#ffffff', '#777777', '#757575', '#5c2d91', '#ffd400', '#00ffff', '#f00', '#0a0', '#3366cc'];

describe('shopColor', () => {
  it.each(every)('keeps %s, and makes text on it and links readable', (chosen) => {
    const { background, text, link, linkOnDark } = shopColor(chosen);
    expect(contrastOf(background, chosen)).toBe(1);
    expect(contrastOf(text, background)).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf(link, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf(linkOnDark, '#13171f')).toBeGreaterThanOrEqual(4.5);
  });

  it('changes a link only where the colour is too faint', () => {
    expect(shopColor('#5c2d91').link).toBe('#5c2d91');
    expect(shopColor('#ffd400').link).not.toBe('#ffd400');
    expect(shopColor('#ffd400').text).toBe('#000000');
  });
});

describe('contrastOf', () => {
  it('is as WCAG defines it', () => {
    expect(contrastOf('#000', '#fff')).toBeCloseTo(21, 5);
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});
