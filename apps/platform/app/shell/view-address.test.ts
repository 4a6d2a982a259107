import { describe, expect, test } from 'vitest';
import { viewAddress } from './view-address.ts';

describe('the address of a view', () => {
  test('is the same whatever the order of its filters, the page and what was just done there', () => {
    expect(viewAddress('/incidents?urgence=3&etat=declared&page=4&faits=2&refus=0')?.href).toBe('/incidents?etat=declared&urgence=3');
    expect(viewAddress('/incidents?etat=declared&q=&urgence=3')?.href).toBe('/incidents?etat=declared&urgence=3');
  });

  test.each(['https://ailleurs.example/', '//ailleurs.example', '/\\ailleurs.example', 'javascript:alert(1)', '', '/', 'incidents'])('never leads elsewhere: %s', (address) => {
    expect(viewAddress(address)).toBeNull();
  });
});
