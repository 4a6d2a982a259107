import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelExtent, layOutTimeline, type TimelineMark } from './timeline-layout.ts';

const marks = fc
  .uniqueArray(fc.record({ key: fc.uuid(), at: fc.integer({ min: 0, max: 1e12 }), text: fc.string({ maxLength: 30 }) }), {
    selector: ({ key }) => key,
    maxLength: 25,
  });

describe('the timeline', () => {
  test('puts the first event at the left, the last at the right, the others in proportion to time', () => {
    const placed = layOutTimeline([0, 40, 100].map((at) => ({ key: String(at), at, text: '' })));
    expect(placed.map(({ x }) => Number(x.toFixed(1)))).toEqual([4, 40.8, 96]);
  });

  test('keeps events of the same minute apart', () => {
    const placed = layOutTimeline(['a', 'b'].map((key) => ({ key, at: 5, text: '' })));
    expect(placed[1]!.x - placed[0]!.x).toBeGreaterThan(5);
  });

  test('never leaves the drawing, keeps the order of time, and lets no two labels of a lane touch', () => {
    fc.assert(
      fc.property(marks, (some) => {
        const placed = layOutTimeline(some);
        const gap = Math.min(9, 92 / Math.max(some.length - 1, 1));
        placed.forEach((mark, index) => {
          expect(mark.x).toBeGreaterThanOrEqual(4 - 1e-6);
          expect(mark.x).toBeLessThanOrEqual(96 + 1e-6);
          const before = placed[index - 1];
          if (before) {
            expect(before.at).toBeLessThanOrEqual(mark.at);
            expect(mark.x - before.x).toBeGreaterThanOrEqual(gap - 1e-6);
          }
          const sameLane = placed.slice(0, index).filter(({ lane }) => lane === mark.lane);
          for (const other of sameLane) expect(labelExtent(other)[1]).toBeLessThanOrEqual(labelExtent(mark)[0]);
        });
      }),
    );
  });

  test('draws the same picture whatever the order in which events are given', () => {
    fc.assert(
      fc.property(marks, (some: TimelineMark[]) => {
        expect(layOutTimeline(some.toReversed())).toEqual(layOutTimeline(some));
      }),
    );
  });
});
