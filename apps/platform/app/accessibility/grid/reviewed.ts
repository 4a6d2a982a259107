import type { Reviews } from './assessment.ts';

const date = '2026-11-23';
const pages = 'e2e/rgaa.e2e.test.ts';
const sources = 'app/accessibility/grid/grid.test.ts';
const whole = (file: string, title: string) => ({ state: 'proved', proof: { kind: 'test', file, title }, date }) as const;
const part = (file: string, title: string) => ({ state: 'partly_proved', proof: { kind: 'test', file, title }, date }) as const;

/**
 * Criteria that a named test shows: met as a whole when the criterion can be decided by a program, in part when a person
 * must still judge. Nobody has audited any of them.
 */
export const reviewed: Reviews = {
  '5.4': whole(pages, 'each table of data has its caption, and each of its headers says what it heads'),
  '5.6': whole(pages, 'each table of data has its caption, and each of its headers says what it heads'),
  '5.7': whole(pages, 'each table of data has its caption, and each of its headers says what it heads'),
  '7.3': part('e2e/declare.e2e.test.ts', 'is filled with the keyboard alone'),
  '8.1': whole(pages, 'each page has the document type of HTML, a language and a title'),
  '8.2': part(pages, 'no identifier stands twice on a page, and no element is used for its look'),
  '8.3': whole(pages, 'each page has the document type of HTML, a language and a title'),
  '8.4': whole(pages, 'each page has the document type of HTML, a language and a title'),
  '8.5': whole(pages, 'each page has the document type of HTML, a language and a title'),
  '8.6': part(pages, 'no two pages have the same title'),
  '8.9': part(pages, 'no identifier stands twice on a page, and no element is used for its look'),
  '9.1': part(pages, 'each page has one main title, and its titles skip no level'),
  '9.2': part(pages, 'each page has its banner, its main content and its foot, once'),
  '10.1': part(pages, 'no identifier stands twice on a page, and no element is used for its look'),
  '10.7': part(pages, 'the first stop of the keyboard leads to the main content, and each stop is seen'),
  '10.11': part(pages, 'a window of 320 px needs no sideways scrolling'),
  '10.12': part(pages, 'a text more widely spaced stays in the window'),
  '12.6': part(pages, 'each page has its banner, its main content and its foot, once'),
  '12.7': whole(pages, 'the first stop of the keyboard leads to the main content, and each stop is seen'),
  '12.8': part(pages, 'no element jumps the order of the page'),
  '12.9': part('e2e/declare.e2e.test.ts', 'is filled with the keyboard alone'),
  '13.2': whole(sources, 'opens no window by itself, and holds no page to one orientation'),
  '13.3': part('app/incidents/documents/documents.test.ts', '%s is a tagged PDF/UA-1, even with code in every field'),
  '13.9': whole(sources, 'opens no window by itself, and holds no page to one orientation'),
};
