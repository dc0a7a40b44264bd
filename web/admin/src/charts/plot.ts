import { tickStep, ticks } from 'd3-array';

const HEIGHT = 260;
const TOP = 20;
const BOTTOM = 28;
const LEFT = 64;
const RIGHT = 8;
const MAX_BAR = 48;
const LABEL_WIDTH = 72;
const TICKS = 5;

/** Where things are in a chart with one bar for each element, from left to right. */
export interface Plot {
  width: number;
  height: number;
  left: number;
  right: number;
  /** Ticks of the vertical axis, with their position. */
  ticks: { value: number; y: number }[];
  barWidth: number;
  /** The left edge of a bar. */
  x(index: number): number;
  center(index: number): number;
  y(value: number): number;
  /** Every how many elements there is room for a label. */
  labelEvery: number;
}

/** `lowest` is 0 or less; `highest` must be above 0, so that there is an axis where nothing is drawn. */
export function plot(width: number, count: number, lowest: number, highest: number): Plot {
  const step = tickStep(lowest, highest, TICKS);
  const min = Math.floor(lowest / step) * step;
  const max = Math.ceil(highest / step) * step;
  const y = (value: number) => TOP + ((max - value) / (max - min)) * (HEIGHT - TOP - BOTTOM);
  const slot = (width - LEFT - RIGHT) / Math.max(count, 1);
  const barWidth = Math.max(1, Math.min(slot * 0.75, MAX_BAR));
  const center = (index: number) => LEFT + (index + 0.5) * slot;
  return {
    width,
    height: HEIGHT,
    left: LEFT,
    right: width - RIGHT,
    ticks: ticks(min, max, TICKS).map((value) => ({ value, y: y(value) })),
    barWidth,
    x: (index) => center(index) - barWidth / 2,
    center,
    y,
    labelEvery: Math.ceil(LABEL_WIDTH / slot),
  };
}
