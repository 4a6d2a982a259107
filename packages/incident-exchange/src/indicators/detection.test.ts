import { describe, expect, test } from 'vitest';
import { detectionBar } from './detection.ts';
import { EMPTY_FILE_HASHES } from './well-known.ts';
import { parseIndicator } from './parse.ts';

const own = ['ch-valbrune.example', 'gmail.com'];

function barOf(line: string) {
  const reading = parseIndicator(line);
  return reading.ok ? detectionBar(reading.indicator, own) : reading.code;
}

describe('an indicator is not for detection', () => {
  test.each([
    ['10.1.2.3', 'private_address'], ['172.16.0.9', 'private_address'], ['192.168.1.0/24', 'private_address'],
    ['169.254.10.1', 'private_address'], ['fe80::1', 'private_address'], ['fd12::1', 'private_address'],
    ['127.0.0.1', 'reserved_address'], ['::1', 'reserved_address'], ['192.0.2.7', 'reserved_address'], ['203.0.113.9', 'reserved_address'],
    ['2001:db8::1', 'reserved_address'], ['http://10.0.0.1/x', 'private_address'],
    ['google.com', 'well_known_service'], ['www.google.com', 'well_known_service'], ['https://www.google.com/', 'well_known_service'], ['8.8.8.8', 'well_known_service'],
    ['srv-dpi.hopital.local', 'internal_name'],
    ['ch-valbrune.example', 'own_domain'], ['vpn.CH-Valbrune.example', 'own_domain'], ['https://www.ch-valbrune.example/extranet', 'own_domain'],
    ['direction@ch-valbrune.example', 'own_domain'],
  ])('%s: %s', (line, bar) => {
    expect(barOf(line)).toBe(bar);
  });

  test('when it is the digest of an empty file, whatever the algorithm', () => {
    expect([...EMPTY_FILE_HASHES].map((hash) => hash.length)).toEqual([32, 40, 64, 128]);
    for (const hash of EMPTY_FILE_HASHES) expect([hash, barOf(hash.toUpperCase())]).toEqual([hash, 'empty_file_hash']);
  });
});

describe('an indicator is for detection', () => {
  test.each([
    ['45.155.205.3'], ['panel.evil.test'], ['a'.repeat(64)], ['CVE-2026-12345'],
    ['notch-valbrune.example'], ['ch-valbrune.example.evil.test'], ['https://evil.test/ch-valbrune.example'],
    // An address at a provider that everyone uses is the attacker’s, even if the structure writes from there too.
    ['ransom@gmail.com'],
    // One page of a public service: the file that it serves, not the service.
    ['https://github.com/attacker/tool/raw/main/a.exe'],
  ])('%s', (line) => {
    expect(barOf(line)).toBeNull();
  });
});
